import { createHash, createHmac } from 'node:crypto';
import { isLoopback } from '../../src/domain/loopback.ts';
import { type ChannelPart, partName, splitPart } from './channel-part.ts';

/** Another system that is told what is announced. Its address and its secret are the operator's, and in no log. */
export interface Webhook {
	/** Names the webhook in the ledger and in logs without giving its address away. */
	readonly id: string;
	readonly url: string;
	/** The key of the signatures: 24 to 64 bytes (Standard Webhooks 1.0, "Signature scheme"). */
	readonly key: Buffer;
	/** Whether it hears exercises, and nothing but exercises. */
	readonly exercise: boolean;
	/** What it hears, where that is not everything. */
	readonly part?: ChannelPart | undefined;
}

const idPrefix = 'webhook-';

/** Whether an id in the ledger is that of a webhook, and not of a group robot. */
export function isWebhookId(id: string): boolean {
	return id.startsWith(idPrefix);
}

/**
 * Reads a webhook from `ADDRESS#SECRET`; the secret is `whsec_` and the key in base64, or the base64 alone.
 * `undefined` when it has no usable secret, or its address is not encrypted and not on this machine.
 */
export function parseWebhook(text: string, exercise = false): Webhook | undefined {
	const { part, address } = splitPart(text);
	const url = URL.parse(address);
	if (url?.username !== '' || url.password !== '') return undefined;
	const isHere = url.protocol === 'http:' && isLoopback(url.hostname);
	if (url.protocol !== 'https:' && !isHere) return undefined;
	const key = keyOf(url.hash.slice(1));
	if (!key) return undefined;
	url.hash = '';
	const hash = createHash('sha256')
		.update(`${partName(part)}${url.href}`)
		.digest('hex');
	return { id: `${idPrefix}${hash.slice(0, 12)}`, url: url.href, key, exercise, part };
}

function keyOf(secret: string): Buffer | undefined {
	const base64 = secret.replace(/^whsec_/, '');
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
	const key = Buffer.from(base64, 'base64');
	return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** The headers that prove a body to be ours (Standard Webhooks 1.0): HMAC-SHA-256 of `id.timestamp.body`. */
export function signedHeaders(
	{ key }: Pick<Webhook, 'key'>,
	id: string,
	body: string,
	now: Date,
): Readonly<Record<string, string>> {
	const timestamp = String(Math.floor(now.getTime() / 1000));
	const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${signature}`,
	};
}

/** The name an announcement has at every receiver and in every repetition, without the `.` that divides what is signed. */
export function messageId(siteUrl: string, announcementKey: string): string {
	const hash = createHash('sha256').update(`${siteUrl} ${announcementKey}`).digest('base64url');
	return `msg_${hash.slice(0, 32)}`;
}
