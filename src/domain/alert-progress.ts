/** How far an alert has come. Numbers are of subscriptions. */
export interface AlertCount {
	readonly total: number;
	readonly pending: number;
	readonly firstDeliveredAt?: Date | undefined;
	readonly lastDeliveredAt?: Date | undefined;
}

/** How fast an alert goes, and how long it will still take. */
export interface AlertSpeed {
	readonly perSecond: number;
	/** Whole seconds, rounded up. */
	readonly secondsLeft: number;
}

/** Less tells nothing: the first answers come together. */
const leastMs = 500;
/** After so much silence nobody can say when it goes on, in milliseconds. */
const silenceMs = 15_000;

/** `undefined` before the first answers, after a silence, and when nothing is left. */
export function alertSpeed(
	{ total, pending, firstDeliveredAt, lastDeliveredAt }: AlertCount,
	now: Date,
): AlertSpeed | undefined {
	if (pending === 0 || !firstDeliveredAt || !lastDeliveredAt) return undefined;
	if (now.getTime() - lastDeliveredAt.getTime() > silenceMs) return undefined;
	const passed = lastDeliveredAt.getTime() - firstDeliveredAt.getTime();
	if (passed < leastMs) return undefined;
	const perSecond = (total - pending) / (passed / 1000);
	return { perSecond, secondsLeft: Math.ceil(pending / perSecond) };
}
