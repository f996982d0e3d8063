/** The time zone of every date that the portal shows or stores: the county's own, never the server's. */
export const countyTimeZone = 'Asia/Shanghai';
export const countyOffset = '+08:00';
const countyOffsetMs = 8 * 3_600_000;

export const hour = 3_600_000;
export const minute = 60_000;

/** Parts of an instant as a clock in the county shows them. */
export interface CountyClock {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	/** 0 is Sunday. */
	readonly weekday: number;
}

/** China has one zone without daylight saving time (since 1991), so a fixed offset is exact. */
export function countyClock(instant: Date): CountyClock {
	const shifted = new Date(instant.getTime() + countyOffsetMs);
	return {
		year: shifted.getUTCFullYear(),
		month: shifted.getUTCMonth() + 1,
		day: shifted.getUTCDate(),
		hour: shifted.getUTCHours(),
		minute: shifted.getUTCMinutes(),
		second: shifted.getUTCSeconds(),
		weekday: shifted.getUTCDay(),
	};
}

/** The CAP 1.2 form of an instant: local offset, no `Z`, no fractions (CAP 1.2 §3.3.2). */
export function toOffsetString(instant: Date): string {
	const local = new Date(Math.floor(instant.getTime() / 1000) * 1000 + countyOffsetMs);
	return local.toISOString().replace('.000Z', countyOffset);
}

/** The calendar day of an instant in the county, `YYYY-MM-DD`. */
export function toDay(instant: Date): Day {
	return toOffsetString(instant).slice(0, 10);
}

/** The calendar month of an instant in the county, `YYYY-MM`. */
export function toMonth(instant: Date): string {
	return toOffsetString(instant).slice(0, 7);
}

/** A calendar day without a time, `YYYY-MM-DD`. */
export type Day = string;

/** The instant at which a day begins in the county. */
export function startOfDay(day: Day): Date {
	return new Date(`${day}T00:00:00${countyOffset}`);
}

/** The instant at which a day is over in the county. */
export function endOfDay(day: Day): Date {
	return new Date(startOfDay(day).getTime() + 24 * hour);
}
