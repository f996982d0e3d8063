/** How fast a push service may be sent to, and until when not at all. Instants are milliseconds of any steady clock. */
export interface Pace {
	/** How many messages may leave at this moment. */
	room(now: number): number;
	/** So many have left. */
	spend(count: number): void;
	/** The service took a message. */
	succeeded(): void;
	/** It asks for patience, for so long if it said how long. Gives until when nothing is sent; `undefined` when that was known. */
	throttled(now: number, retryAfterMs: number | undefined): number | undefined;
	/** A message failed at the service or on the way. Gives until when nothing is sent, when too many did in a row. */
	failed(now: number): number | undefined;
	/** A message was under way on a connection that broke; those that break together count as one failure. */
	lost(now: number): number | undefined;
	/** Nothing is sent until then. */
	pause(until: number): void;
	isPaused(now: number): boolean;
	readonly perSecond: number;
}

const slowest = 10;
const fastest = 50_000;
/** Growth in a second in which all of the rate was used and nobody complained. */
const growth = 1.5;
const failuresInARow = 20;
/** What is lost within this time was lost with one connection. */
const togetherMs = 100;
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
/** Nobody comes back at the very moment at which all others come back. */
const jitter = 0.2;
/** Waits are asked for in whole seconds, so less is no longer wait, but the same one asked for again. */
const leastLongerMs = 1_000;

/**
 * A rate that grows while a service takes what it gets and halves when it complains (additive to what RFC 8030 §8.4 asks:
 * `Retry-After` is obeyed to the second). `random` gives numbers from 0 to 1.
 */
export function createPace(initialPerSecond: number, random: () => number = Math.random): Pace {
	let perSecond = initialPerSecond;
	let tokens = 0;
	let filledAt: number | undefined;
	let grownAt = 0;
	let spentSinceGrowth = 0;
	let pausedUntil = 0;
	let complaints = 0;
	let failures = 0;
	let lostAt = Number.NEGATIVE_INFINITY;

	function pauseFor(now: number, wait: number): number {
		pausedUntil = Math.max(pausedUntil, now + wait * (1 + jitter * random()));
		tokens = 0;
		return pausedUntil;
	}

	/** The wait doubles with each time in a row. */
	function backOff(): number {
		complaints += 1;
		return Math.min(firstPauseMs * 2 ** (complaints - 1), longestPauseMs);
	}

	function grow(now: number): void {
		if (now - grownAt < 1000) return;
		if (spentSinceGrowth >= perSecond * 0.9) perSecond = Math.min(perSecond * growth, fastest);
		grownAt = now;
		spentSinceGrowth = 0;
	}

	return {
		room(now) {
			// A clock that was put back would otherwise fill nothing for as long as it jumped.
			const passed = Math.max(0, now - (filledAt ?? now));
			filledAt = now;
			if (now < pausedUntil) return 0;
			grow(now);
			// A tenth of a second's worth may leave at once.
			const most = Math.max(1, perSecond / 10);
			tokens = Math.min(most, tokens + (perSecond * passed) / 1000);
			return Math.floor(tokens);
		},
		spend(count) {
			tokens -= count;
			spentSinceGrowth += count;
		},
		succeeded() {
			complaints = 0;
			failures = 0;
		},
		throttled(now, retryAfterMs) {
			// What was under way when it complained complains too; that is one complaint, and the longest wait of it holds.
			if (now < pausedUntil) {
				const isLonger = now + (retryAfterMs ?? 0) >= pausedUntil + leastLongerMs;
				return isLonger ? pauseFor(now, retryAfterMs ?? 0) : undefined;
			}
			perSecond = Math.max(slowest, perSecond / 2);
			const wait = backOff();
			return pauseFor(now, retryAfterMs ?? wait);
		},
		failed(now) {
			failures += 1;
			if (failures < failuresInARow || now < pausedUntil) return undefined;
			failures = 0;
			return pauseFor(now, backOff());
		},
		lost(now) {
			if (now - lostAt < togetherMs) return undefined;
			lostAt = now;
			return this.failed(now);
		},
		pause(until) {
			pausedUntil = Math.max(pausedUntil, until);
		},
		isPaused: (now) => now < pausedUntil,
		get perSecond() {
			return perSecond;
		},
	};
}
