import { hour } from './time.ts';

/** What is known of a machine's clock: when it was looked at last, and since when it has gone on without a jump. */
export interface ClockRecord {
	readonly lookedAt: Date;
	readonly steadySince: Date;
}

/** A portal that was off for longer has to be sure of its clock anew; in milliseconds. */
const longestGap = 72 * hour;
/** Clocks are set back by a little now and then; in milliseconds. */
const smallStep = hour / 60;
/** So long a clock goes on before something is deleted by it; in milliseconds. */
const longEnough = 24 * hour;

/** Looks at the clock once more. A clock that went back, or was ahead of itself by days, has jumped. */
export function lookAtClock(before: ClockRecord | undefined, now: Date): ClockRecord {
	const passed = before && now.getTime() - before.lookedAt.getTime();
	const isSteady = passed !== undefined && passed > -smallStep && passed < longestGap;
	return { lookedAt: now, steadySince: before && isSteady ? before.steadySince : now };
}

/** Whether what has had its time may be deleted: a clock that was set a year ahead by mistake must not empty the store. */
export function mayDeleteByClock({ lookedAt, steadySince }: ClockRecord): boolean {
	return lookedAt.getTime() - steadySince.getTime() >= longEnough;
}
