/** How much of an alert was accounted for at an instant. Numbers are of subscriptions. */
export interface AlertLook {
	readonly at: Date;
	readonly settled: number;
}

/** How fast an alert goes, and how long it will still take. */
export interface AlertSpeed {
	readonly perSecond: number;
	/** Whole seconds, rounded up. */
	readonly secondsLeft: number;
}

/** Less tells nothing: the first answers come together. */
const leastMs = 500;
/** What is longer ago tells nothing about now: it may have been stopped since, or have waited for the morning. */
const windowMs = 15_000;

/** The looks that tell how fast an alert goes now. */
export function recentLooks(looks: readonly AlertLook[], now: Date): readonly AlertLook[] {
	return looks.filter(({ at }) => Math.abs(now.getTime() - at.getTime()) <= windowMs);
}

/**
 * The speed between the first and the last of some looks, with so many left that may be sent to. `undefined` when nothing
 * is left, and when nobody can say: before the first answers, and after a silence.
 */
export function alertSpeed(looks: readonly AlertLook[], left: number): AlertSpeed | undefined {
	const [first] = looks;
	const last = looks.at(-1);
	if (!first || !last || left === 0) return undefined;
	const passed = last.at.getTime() - first.at.getTime();
	const settled = last.settled - first.settled;
	if (passed < leastMs || settled <= 0) return undefined;
	const perSecond = settled / (passed / 1000);
	return { perSecond, secondsLeft: Math.ceil(left / perSecond) };
}
