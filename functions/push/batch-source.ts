import type { SettledOutcome } from '../store/outcome-masks.ts';
import type { PushResponse } from './connection.ts';
import { isTrustedEndpoint } from './endpoints.ts';
import type { MessageSource } from './line.ts';
import { type PushAnswer, pushAnswer } from './push-answer.ts';
import { agreeKeys, sealMessage } from './seal.ts';
import { openPrepared } from './secret-box.ts';
import type { Answers, OutgoingBatch, Recipient } from './sender.ts';

/** Answers are told in handfuls: so many, or what came in so much time. */
const handful = 250;
const handfulMs = 250;

export interface BatchSourceParts {
	/** The `Authorization` header under each of the batch's keys. */
	readonly authorizations: readonly string[];
	readonly secretKey: Uint8Array;
	readonly extraOrigins: readonly string[];
	/** Hears the answer for one address; gives what it means for its subscription. */
	readonly learn: (answer: PushAnswer, endpoint: string) => SettledOutcome | 'pending';
	/** Whether an address was refused when nobody knew why; such messages leave last. */
	readonly isSuspect: (endpoint: string) => boolean;
	readonly onAnswers: (answers: Answers) => void;
	/** Nothing of the batch is under way any more. */
	readonly onEnd: () => void;
	readonly signal: AbortSignal;
}

/** Seals the messages of a batch one by one as they can leave, and gathers what became of them. */
export function batchSource(batch: OutgoingBatch, parts: BatchSourceParts): MessageSource {
	const { origin } = batch;
	const recipients = suspectsLast(batch.recipients, parts.isSuspect);
	const isTrusted = isTrustedEndpoint(`${origin}/`, parts.extraOrigins);
	const answers = gatherAnswers(parts.onAnswers);
	const headers = parts.authorizations.map((authorization) => headersOf(batch, authorization));
	const expiresAt = performance.now() + batch.lifetimeMs;
	let place = 0;
	let underWay = 0;
	let hasEnded = false;

	function endIfDone(): void {
		if (!hasEnded || underWay > 0) return;
		answers.flush();
		parts.onEnd();
	}

	function done(recipient: Recipient, response: PushResponse): void {
		underWay -= 1;
		const outcome = parts.learn(meaningOf(response, origin), recipient.endpoint);
		if (outcome !== 'pending') answers.add(recipient.offset, outcome);
		endIfDone();
	}

	return {
		next() {
			while (!parts.signal.aborted) {
				const recipient = recipients[place];
				if (!recipient) return undefined;
				place += 1;
				if (performance.now() >= expiresAt) {
					answers.add(recipient.offset, 'expired');
					continue;
				}
				const path = isTrusted ? pathOf(recipient.endpoint, origin) : undefined;
				const body = path && sealed(batch, recipient, parts.secretKey);
				const own = headers[recipient.vapidKey];
				if (!body || !own) {
					answers.add(recipient.offset, 'refused');
					continue;
				}
				underWay += 1;
				return {
					request: { path, headers: own(), body },
					done: (response) => done(recipient, response),
				};
			}
			return undefined;
		},
		end() {
			hasEnded = true;
			endIfDone();
		},
	};
}

function suspectsLast(
	recipients: readonly Recipient[],
	isSuspect: (endpoint: string) => boolean,
): readonly Recipient[] {
	const suspects = recipients.filter(({ endpoint }) => isSuspect(endpoint));
	if (suspects.length === 0) return recipients;
	return [...recipients.filter(({ endpoint }) => !isSuspect(endpoint)), ...suspects];
}

/**
 * The address below its origin, in characters that a request may carry. The origin has been looked at; what begins
 * otherwise is not of it, however alike it looks.
 */
function pathOf(endpoint: string, origin: string): string | undefined {
	if (!endpoint.startsWith(`${origin}/`)) return undefined;
	const path = endpoint.slice(origin.length);
	return /^[\x21-\x7e]+$/.test(path) ? path : undefined;
}

/** `undefined` for keys that nothing can be sealed to. */
function sealed(
	{ records }: OutgoingBatch,
	{ keys, prepared, record }: Recipient,
	secretKey: Uint8Array,
): Buffer | undefined {
	const text = records[record];
	if (!text) return undefined;
	try {
		const own = prepared && openPrepared(prepared, keys, secretKey);
		return sealMessage(text, own ?? agreeKeys(keys));
	} catch {
		// OpenSSL's only way to say that a point is not on the curve; the rest of the batch must not wait for it.
		return undefined;
	}
}

/** The headers of every message at one moment: what changes is how long it still matters (TTL, RFC 8030 §5.2). */
function headersOf(
	{ topic, urgency, lifetimeMs }: OutgoingBatch,
	authorization: string,
): () => readonly string[] {
	const expiresAt = performance.now() + lifetimeMs;
	let ttl = -1;
	let headers: readonly string[] = [];
	return () => {
		const left = Math.max(60, Math.floor((expiresAt - performance.now()) / 1000));
		if (left === ttl) return headers;
		ttl = left;
		headers = [
			...['ttl', String(ttl)],
			...['topic', topic],
			...['urgency', urgency],
			...['authorization', authorization],
			...['content-encoding', 'aes128gcm'],
			...['content-type', 'application/octet-stream'],
		];
		return headers;
	};
}

function meaningOf(response: PushResponse, origin: string): PushAnswer {
	if (response.kind === 'late') return { kind: 'failed' };
	if (response.kind !== 'status') return { kind: 'lost' };
	return pushAnswer(response.status, response.retryAfter, { origin, now: new Date() });
}

/** The first delivery is told at once, because people wait for it. */
function gatherAnswers(tell: (answers: Answers) => void) {
	let settled: [number, SettledOutcome][] = [];
	let isFirst = true;
	let timer: NodeJS.Timeout | undefined;
	function flush(): void {
		clearTimeout(timer);
		timer = undefined;
		if (settled.length === 0) return;
		const told = settled;
		settled = [];
		tell({ settled: told });
	}
	return {
		flush,
		add(offset: number, outcome: SettledOutcome): void {
			settled.push([offset, outcome]);
			if ((isFirst && outcome === 'delivered') || settled.length >= handful) flush();
			else timer ??= setTimeout(flush, handfulMs);
			if (outcome === 'delivered') isFirst = false;
		},
	};
}
