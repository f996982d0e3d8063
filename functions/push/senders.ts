import type { Logger } from '../log.ts';
import type { PushOriginStore } from '../store/push-origins.ts';
import type { OriginEvent, Sender } from './sender.ts';

/** Makes one of the senders; what it finds out about a push service it tells to `onOrigin`. */
export type MakeSender = (onOrigin: (origin: string, event: OriginEvent) => void) => Sender;

/** All senders of this process, and the push services that none of them may use for a while. */
export interface Senders {
	readonly all: readonly Sender[];
	/** The origins that are paused at this moment. */
	paused(now: Date): ReadonlySet<string>;
	close(): Promise<void>;
}

/** The end of a pause by both clocks: when the time of day is put back, a service is not left alone for as long. */
interface Pause {
	readonly until: Date;
	readonly steadyUntil: number;
}

/** No pause is longer, with its jitter, in milliseconds; what was kept longer is of a clock that has been put back. */
const longestPauseMs = 1.2 * 3_600_000;

function pauseUntil(until: Date, leftMs: number): Pause {
	return { until, steadyUntil: performance.now() + Math.min(leftMs, longestPauseMs) };
}

/** Makes the senders. What one of them is told by a push service holds for all of them, and over a restart. */
export async function startSenders(
	makers: readonly MakeSender[],
	{ origins, log }: { readonly origins: PushOriginStore; readonly log: Logger },
	now: () => Date,
): Promise<Senders> {
	const pauses = new Map<string, Pause>();
	const refusing = new Set<string>();

	const all = makers.map((make, index) =>
		make((origin, event) => {
			hear(origin, event, index).catch((error: unknown) =>
				log.error('state of a push service not kept', { origin, error: String(error) }),
			);
		}),
	);

	async function hear(origin: string, event: OriginEvent, from: number): Promise<void> {
		if (event.kind === 'accepted') {
			// One sender's message was on its way when another was told to stop.
			if (paused(now()).has(origin)) return;
			if (refusing.delete(origin)) log.info('push service accepts us again', { origin });
			return origins.accept(origin);
		}
		const until = longer(origin, pauseUntil(new Date(event.until), event.until - Date.now()));
		for (const [index, sender] of all.entries())
			if (index !== from) sender.pause(origin, event.until);
		if (event.status === undefined) return origins.pause(origin, until);
		refusing.add(origin);
		log.error('push service refuses us', { origin, status: event.status });
		return origins.refuse(origin, { at: now(), status: event.status }, until);
	}

	/** The shorter of two waits that a service asked for is over within the longer. */
	function longer(origin: string, pause: Pause): Date {
		const known = pauses.get(origin);
		if (known && known.steadyUntil > pause.steadyUntil) return known.until;
		pauses.set(origin, pause);
		return pause.until;
	}

	function paused(at: Date): ReadonlySet<string> {
		const steady = performance.now();
		for (const [origin, { until, steadyUntil }] of pauses)
			if (until <= at || steadyUntil <= steady) pauses.delete(origin);
		return new Set(pauses.keys());
	}

	for (const { origin, pausedUntil, refusal } of await origins.all()) {
		pauses.set(origin, pauseUntil(pausedUntil, pausedUntil.getTime() - now().getTime()));
		if (refusal) refusing.add(origin);
	}

	return {
		all,
		paused,
		async close() {
			await Promise.all(all.map((sender) => sender.close()));
		},
	};
}
