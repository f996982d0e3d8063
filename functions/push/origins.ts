/** What is known of the push services while alerts are sent; kept between runs. */
export interface Origins {
	isPaused(origin: string, now: Date): boolean;
	pause(origin: string, until: Date): void;
	succeeded(origin: string): void;
	/**
	 * A service refused us for one message. `its-own` when the service takes our other messages: then the fault is of
	 * that subscription (made for other keys, say). `ours` when it refuses message after message: then it is paused.
	 */
	refused(origin: string, now: Date): 'its-own' | 'ours' | 'unknown';
}

/** So many refusals in a row, and none accepted between them, are no chance. */
const refusalsInARow = 5;
/** A service that refuses our keys needs a person, not more requests. */
const pauseMs = 5 * 60_000;

export function createOrigins(): Origins {
	const pausedUntil = new Map<string, number>();
	const accepted = new Set<string>();
	const refusals = new Map<string, number>();
	return {
		isPaused: (origin, now) => (pausedUntil.get(origin) ?? 0) > now.getTime(),
		pause(origin, until) {
			pausedUntil.set(origin, Math.max(until.getTime(), pausedUntil.get(origin) ?? 0));
		},
		succeeded(origin) {
			accepted.add(origin);
			refusals.delete(origin);
		},
		refused(origin, now) {
			const inARow = (refusals.get(origin) ?? 0) + 1;
			refusals.set(origin, inARow);
			if (inARow >= refusalsInARow) {
				accepted.delete(origin);
				refusals.delete(origin);
				pausedUntil.set(origin, now.getTime() + pauseMs);
				return 'ours';
			}
			return accepted.has(origin) ? 'its-own' : 'unknown';
		},
	};
}
