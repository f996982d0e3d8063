import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeCertificates } from './certificates.ts';
import { newPushMailbox, type PushMailbox } from './push-mailbox.ts';

/** A message as the browser of a subscription would have got it. */
export interface ReceivedPush {
	readonly subscription: string;
	readonly text: string;
	/** Of the sealed body, as anybody on the way sees it. */
	readonly bytes: number;
	/** The key that it was sealed with, base64url (`keyid`, RFC 8188 §2.1). */
	readonly senderKey: string;
	readonly headers: {
		readonly ttl: number;
		readonly topic: string | undefined;
		readonly urgency: string | undefined;
		readonly authorization: string;
	};
}

/** What the service says to a message; `after` holds the answer back until it resolves. */
export interface PushAnswer {
	readonly status: 201 | 400 | 403 | 404 | 410 | 413 | 429 | 500 | 503;
	readonly retryAfterSeconds?: number;
	readonly after?: Promise<void>;
}

/** A push service (RFC 8030) on loopback that holds the private keys of its subscriptions. */
export interface PushService {
	/** For `PUSH_EXTRA_ORIGINS`. */
	readonly origin: string;
	/** For `NODE_EXTRA_CA_CERTS`. */
	readonly caFile: string;
	/** What a browser gives to the portal; the same name is the same subscription. */
	subscription(name: string): { endpoint: string; keys: PushMailbox['keys'] };
	/** From now on messages to a subscription are answered so. They are recorded all the same. */
	answer(name: string, answer: PushAnswer): void;
	/** What arrived for one subscription, or for all, in the order of arrival. */
	received(name?: string): readonly ReceivedPush[];
	/** Resolves as soon as what arrived satisfies the predicate. */
	waitFor(predicate: (received: readonly ReceivedPush[]) => boolean): Promise<void>;
	close(): Promise<void>;
}

interface Subscription {
	readonly name: string;
	readonly mailbox: PushMailbox;
	answer: PushAnswer;
}

/** Starts a push service with a certificate of its own authority. */
export async function startPushService(): Promise<PushService> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-push-'));
	const { authority, certificate, key } = await makeCertificates();
	const caFile = join(folder, 'ca.pem');
	await writeFile(caFile, authority);

	const byPath = new Map<string, Subscription>();
	const arrived: ReceivedPush[] = [];
	const waiting = new Set<() => void>();
	const sockets = new Set<Socket>();

	const server = createSecureServer({ cert: certificate, key, allowHTTP1: true });
	server.on('request', (request, response) => {
		take(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket.once('close', () => sockets.delete(socket)));
	});

	async function take(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
		const body = await buffer(request);
		const subscription = byPath.get(request.url);
		if (!subscription) return void response.writeHead(404).end();
		arrived.push(readPush(subscription, request, body));
		for (const look of waiting) look();
		const { status, retryAfterSeconds, after } = subscription.answer;
		await after;
		if (retryAfterSeconds) response.setHeader('retry-after', String(retryAfterSeconds));
		response.writeHead(status).end();
	}

	function named(name: string): { path: string; subscription: Subscription } {
		const path = `/push/${encodeURIComponent(name)}`;
		const subscription = byPath.get(path) ?? newSubscription(name);
		byPath.set(path, subscription);
		return { path, subscription };
	}

	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	// A server that listens on a port has an address with that port.
	const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		caFile,
		subscription(name) {
			const { path, subscription } = named(name);
			return { endpoint: `${origin}${path}`, keys: subscription.mailbox.keys };
		},
		answer(name, answer) {
			named(name).subscription.answer = answer;
		},
		received: (name) => arrived.filter((each) => name === undefined || each.subscription === name),
		waitFor: (predicate) =>
			new Promise((resolve) => {
				const look = () => {
					if (!predicate(arrived)) return;
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				look();
			}),
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
			await rm(folder, { recursive: true });
		},
	};
}

function newSubscription(name: string): Subscription {
	return { name, mailbox: newPushMailbox(), answer: { status: 201 } };
}

/** Refuses what real services refuse: no TTL (RFC 8030 §5.2), no VAPID, another coding (RFC 8291 §4). */
function readPush(
	{ name, mailbox }: Subscription,
	request: Http2ServerRequest,
	body: Buffer,
): ReceivedPush {
	const { ttl, topic, urgency, authorization, 'content-encoding': coding } = request.headers;
	if (request.method !== 'POST' || ttl === undefined || coding !== 'aes128gcm' || !authorization) {
		throw new Error('not a push message');
	}
	return {
		subscription: name,
		text: mailbox.open(body),
		bytes: body.length,
		senderKey: body.subarray(21, 86).toString('base64url'),
		headers: { ttl: Number(ttl), topic: one(topic), urgency: one(urgency), authorization },
	};
}

function one(value: string | string[] | undefined): string | undefined {
	return Array.isArray(value) ? value.join() : value;
}
