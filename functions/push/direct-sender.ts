import { authorizations } from './authorizations.ts';
import { batchSource } from './batch-source.ts';
import { type Deadlines, usualDeadlines } from './connection.ts';
import { dialWith } from './dial.ts';
import { createOrigins } from './origins.ts';
import type { PushAnswer } from './push-answer.ts';
import { prepareKeys } from './secret-box.ts';
import type { OriginEvent, Sender } from './sender.ts';

/** What a sender is made from; it can be handed to another thread. */
export interface SenderConfig {
	/** RFC 8292 §2.1. */
	readonly subject: string;
	/** What prepared secrets are encrypted with. */
	readonly secretKey: Uint8Array;
	readonly extraOrigins: readonly string[];
	/** Certificates to trust instead of the usual ones. */
	readonly ca?: readonly string[] | undefined;
	/** Messages a second to each service, to begin with. */
	readonly initialRate: number;
	readonly deadlines?: Deadlines | undefined;
}

/** A sender in this thread. `onOrigin` hears what it finds out about a push service. */
export function createSender(
	config: SenderConfig,
	onOrigin: (origin: string, event: OriginEvent) => void,
): Sender {
	const deadlines = config.deadlines ?? usualDeadlines;
	const dial = dialWith(deadlines, config.ca);
	const { initialRate } = config;
	const origins = createOrigins({ dial, idleMs: deadlines.idle, initialRate, onDown });
	const authorization = authorizations(config.subject);

	function onDown(name: string): void {
		pauseUntil(name, origins.of(name).pace.throttled(performance.now(), undefined));
	}

	/** `until` is of the steady clock, and others get the time of day; `undefined` changes nothing. */
	function pauseUntil(name: string, until: number | undefined, status?: number): void {
		if (until === undefined) return;
		const { line, pace } = origins.of(name);
		pace.pause(until);
		line.endSources();
		onOrigin(name, { kind: 'paused', until: Date.now() + until - performance.now(), status });
	}

	/** What an answer tells about the service; gives what it means for the one subscription. */
	function learn(
		name: string,
		answer: PushAnswer,
		endpoint: string,
	): 'delivered' | 'gone' | 'refused' | 'pending' {
		const { pace, refusals } = origins.of(name);
		const now = performance.now();
		switch (answer.kind) {
			case 'lost':
			case 'failed':
				pauseUntil(name, answer.kind === 'lost' ? pace.lost(now) : pace.failed(now));
				return 'pending';
			case 'throttled':
				pauseUntil(name, pace.throttled(now, answer.retryAfterMs));
				return 'pending';
			case 'our-fault': {
				if (pace.isPaused(now)) {
					refusals.suspect(endpoint);
					return 'pending';
				}
				const fault = refusals.refused(endpoint);
				if (fault === 'ours') pauseUntil(name, now + refusals.pauseMs(), answer.status);
				return fault === 'its-own' ? 'refused' : 'pending';
			}
			default:
				pace.succeeded();
				// What had left before a pause says nothing about what comes after it.
				if (!pace.isPaused(now) && refusals.accepted()) onOrigin(name, { kind: 'accepted' });
				return answer.kind;
		}
	}

	return {
		async send(batch, onAnswers, signal) {
			const { origin } = batch;
			// At a service that is paused nobody would ask it for its next message for a long time.
			if (signal.aborted) return;
			const { line, refusals } = origins.of(origin);
			await new Promise<void>((resolve) => {
				const source = batchSource(batch, {
					...config,
					authorizations: batch.vapidKeys.map((keys) => authorization(origin, keys)),
					learn: (answer, endpoint) => learn(origin, answer, endpoint),
					isSuspect: refusals.isSuspect,
					onAnswers,
					onEnd: resolve,
					signal,
				});
				line.add(source);
				signal.addEventListener('abort', () => line.remove(source), { once: true });
			});
		},
		async prepare(all) {
			return all.map((keys) => {
				try {
					return prepareKeys(keys, config.secretKey);
				} catch {
					// Keys that are no point of the curve; whoever sends to them finds out again.
					return undefined;
				}
			});
		},
		pause(origin, until) {
			const { line, pace, refusals } = origins.of(origin);
			pace.pause(performance.now() + until - Date.now());
			refusals.doubt();
			line.endSources();
		},
		warm: (origin) => origins.of(origin).line.warm(),
		async close() {
			origins.close();
		},
	};
}
