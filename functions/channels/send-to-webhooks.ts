import { faultText } from '../../src/domain/channel-fault.ts';
import { announcementDocument } from '../../src/domain/messages/announcement-document.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Logger } from '../log.ts';
import type { RobotMessage, RobotMessages } from '../store/robot-messages.ts';
import { whyUnheard } from './unheard.ts';
import { messageId, signedHeaders, type Webhook } from './webhooks.ts';

export interface WebhookSenderParts {
	readonly messages: RobotMessages;
	readonly webhooks: readonly Webhook[];
	readonly siteUrl: string;
	readonly settings: () => Settings;
	readonly fictionalMark: string;
	readonly now: () => Date;
	readonly log: Logger;
}

const second = 1000;
const minute = 60 * second;

/** The first repetition comes soon, because a gateway that restarts is back in seconds; then ever later, for a day. */
const pauses = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute];
const longestPause = 60 * minute;
const timeoutMs = 15 * second;
const leaseMs = minute;

/** Tells other systems what is due, each one message at a time: at least once, under an id that stays the same. */
export async function sendToWebhooks(parts: WebhookSenderParts): Promise<void> {
	await Promise.all(parts.webhooks.map((webhook) => sendNext(parts, webhook)));
}

async function sendNext(parts: WebhookSenderParts, webhook: Webhook): Promise<void> {
	const { messages } = parts;
	const now = parts.now();
	const message = await messages.claim(webhook.id, now, new Date(now.getTime() + leaseMs));
	if (!message) return;
	const unheard = whyUnheard(message.announcement, webhook, now);
	if (unheard) return messages.failed(message, faultText(unheard));
	const answer = await post(parts, webhook, message);
	const answeredAt = parts.now();
	const after = (milliseconds: number) => new Date(answeredAt.getTime() + milliseconds);
	const pauseMs = pauses[message.attempts - 1] ?? longestPause;
	if (answer.kind !== 'taken') logFailure(parts, message, answer.error);
	switch (answer.kind) {
		case 'taken':
			return messages.delivered(message, answeredAt, answeredAt);
		case 'unwanted':
			return messages.failed(message, answer.error);
		case 'busy': {
			const quietMs = Math.min(Math.max(pauseMs, answer.quietMs), longestPause);
			return messages.later(message, after(quietMs), answer.error);
		}
		case 'failed':
			return messages.again(message, after(pauseMs), answer.error);
	}
}

function logFailure(
	{ log }: WebhookSenderParts,
	{ robot, key }: RobotMessage,
	error: string,
): void {
	log.error('webhook did not take a message', { webhook: robot, key, error });
}

/** What a receiver said. `busy` asks for quiet, so that everything else for it waits too. */
type WebhookAnswer =
	| { readonly kind: 'taken' }
	| { readonly kind: 'failed' | 'unwanted'; readonly error: string }
	| { readonly kind: 'busy'; readonly error: string; readonly quietMs: number };

async function post(
	{ siteUrl, settings, fictionalMark, now }: WebhookSenderParts,
	webhook: Webhook,
	{ key, announcement }: RobotMessage,
): Promise<WebhookAnswer> {
	const site = { url: siteUrl, settings: settings(), fictionalMark };
	const body = JSON.stringify(announcementDocument(announcement, site));
	const headers = signedHeaders(webhook, messageId(siteUrl, key), body, now());
	try {
		const answer = await fetch(webhook.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body,
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		await answer.body?.cancel();
		return answered(answer);
	} catch (error) {
		// The message of a network error may hold the address.
		return { kind: 'failed', error: error instanceof Error ? error.name : 'unreachable' };
	}
}

function answered({ ok, status, headers }: Response): WebhookAnswer {
	if (ok) return { kind: 'taken' };
	if (status === 410) return { kind: 'unwanted', error: faultText('unwanted', status) };
	const error = `status ${status}`;
	const seconds = Number(headers.get('retry-after') ?? 0);
	return seconds > 0
		? { kind: 'busy', error, quietMs: seconds * second }
		: { kind: 'failed', error };
}
