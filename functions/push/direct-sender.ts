import { authorizations } from './authorizations.ts';
import { batchSource } from './batch-source.ts';
import { type Deadlines, usualDeadlines } from './connection.ts';
import { dialWith } from './dial.ts';
import { createLine, type Line } from './line.ts';
import { createPace, type Pace } from './pace.ts';
import type { PushAnswer } from './push-answer.ts';
import { createRefusals, type Refusals } from './refusals.ts';
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

/** A service that refuses our keys needs a person, not more requests. */
const refusalPauseMs = 5 * 60_000;

interface Origin {
	readonly line: Line;
	readonly pace: Pace;
	readonly refusals: Refusals;
}

/** A sender in this thread. `onOrigin` hears what it finds out about a push service. */
export function createSender(
	config: SenderConfig,
	onOrigin: (origin: string, event: OriginEvent) => void,
): Sender {
	const origins = new Map<string, Origin>();
	const dial = dialWith(config.deadlines ?? usualDeadlines, config.ca);
	const authorization = authorizations(config.subject);

	function originOf(name: string): Origin {
		const known = origins.get(name);
		if (known) return known;
		const pace = createPace(config.initialRate);
		const onDown = () => pauseUntil(name, pace.throttled(performance.now(), undefined));
		const line = createLine({ origin: name, pace, dial, onDown });
		const made = { line, pace, refusals: createRefusals() };
		origins.set(name, made);
		return made;
	}

	/** `until` is of the steady clock; others get the time of day. */
	function pauseUntil(name: string, until: number, status?: number): void {
		const { line, pace } = originOf(name);
		pace.pause(until);
		line.endSources();
		onOrigin(name, { kind: 'paused', until: Date.now() + until - performance.now(), status });
	}

	/** What an answer tells about the service; gives what it means for the one subscription. */
	function learn(name: string, answer: PushAnswer): 'delivered' | 'gone' | 'refused' | 'pending' {
		const { pace, refusals } = originOf(name);
		const now = performance.now();
		switch (answer.kind) {
			case 'lost':
			case 'failed': {
				const until = answer.kind === 'lost' ? pace.lost(now) : pace.failed(now);
				if (until !== undefined) pauseUntil(name, until);
				return 'pending';
			}
			case 'throttled':
				pauseUntil(name, pace.throttled(now, answer.retryAfterMs));
				return 'pending';
			case 'our-fault': {
				const fault = refusals.refused();
				if (fault === 'ours') pauseUntil(name, now + refusalPauseMs, answer.status);
				return fault === 'its-own' ? 'refused' : 'pending';
			}
			default:
				pace.succeeded();
				if (refusals.accepted()) onOrigin(name, { kind: 'accepted' });
				return answer.kind;
		}
	}

	return {
		async send(batch, onAnswers, signal) {
			const { origin } = batch;
			// At a service that is paused nobody would ask it for its next message for a long time.
			if (signal.aborted) return;
			await new Promise<void>((resolve) => {
				const source = batchSource(batch, {
					...config,
					authorizations: batch.vapidKeys.map((keys) => authorization(origin, keys)),
					learn: (answer) => learn(origin, answer),
					onAnswers,
					onEnd: resolve,
					signal,
				});
				const { line } = originOf(origin);
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
			const { line, pace } = originOf(origin);
			pace.pause(performance.now() + until - Date.now());
			line.endSources();
		},
		warm: (origin) => originOf(origin).line.warm(),
		async close() {
			for (const { line } of origins.values()) line.close();
		},
	};
}
