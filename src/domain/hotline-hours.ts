import { type Day, endOfDay, hour, startOfDay, toDay } from './time.ts';

/** The days of a week as settings name them, in the order in which a Chinese week is counted. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From when to when on which days, as `HH:MM` on the county's clock. A span that closes no later than it opens ends on the next day. */
export interface WeeklySpan {
	readonly days: readonly Weekday[];
	readonly opens: string;
	readonly closes: string;
}

/** Whether someone answers at an instant. `until` and `from` are missing where nothing changes within the week. */
export type OpenState =
	| { readonly open: true; readonly until?: Date }
	| { readonly open: false; readonly from?: Date };

/** What weekly hours say of an instant. */
export function openState(hours: readonly WeeklySpan[], now: Date): OpenState {
	const turns = turnsAround(hours, now);
	const current = turns.find(({ start, end }) => start <= now && now < end);
	if (current) {
		const endless = current.end.getTime() - now.getTime() > 7 * day;
		return endless ? { open: true } : { open: true, until: current.end };
	}
	const next = turns.find(({ start }) => start > now);
	return next ? { open: false, from: next.start } : { open: false };
}

/** Whether the hours leave no gap in any week. */
export function isAllDay(hours: readonly WeeklySpan[]): boolean {
	const state = openState(hours, someMonday);
	return state.open && state.until === undefined;
}

/** A hotline's hours are told as verified for so long, in days, where nobody named an earlier day (domain facts 4.2). */
const longestTrust = 90;

/**
 * Until when a page may say that a hotline is open or closed now: only of hours that somebody verified, and not once they are
 * overdue for another check. `undefined` where it may never say so.
 */
export function hoursTrustedUntil({
	hours,
	verifiedOn,
	reviewBy,
}: {
	readonly hours: readonly WeeklySpan[];
	readonly verifiedOn?: Day | undefined;
	readonly reviewBy?: Day | undefined;
}): Date | undefined {
	if (!verifiedOn || hours.length === 0) return undefined;
	const longest = endOfDay(toDay(new Date(startOfDay(verifiedOn).getTime() + longestTrust * day)));
	const due = reviewBy ? endOfDay(reviewBy) : longest;
	return due < longest ? due : longest;
}

const day = 24 * hour;
const someMonday = startOfDay('2026-03-02');

interface Turn {
	readonly start: Date;
	readonly end: Date;
}

/** The turns from the day before an instant to ten days later; those that touch or overlap are one. */
function turnsAround(hours: readonly WeeklySpan[], now: Date): Turn[] {
	const today = startOfDay(toDay(now)).getTime();
	const turns = Array.from({ length: 12 }, (_, index) => new Date(today + (index - 1) * day))
		.flatMap((date) => turnsOf(hours, date))
		.sort((a, b) => a.start.getTime() - b.start.getTime());
	return turns.reduce<Turn[]>(joined, []);
}

function turnsOf(hours: readonly WeeklySpan[], date: Date): Turn[] {
	const weekday = weekdays[(weekdayOf(date) + 6) % 7];
	return hours
		.filter(({ days }) => days.some((each) => each === weekday))
		.map(({ opens, closes }) => {
			const start = at(date, opens);
			const end = at(date, closes);
			return { start, end: end > start ? end : new Date(end.getTime() + day) };
		});
}

/** 0 is Sunday. Days of the county begin eight hours before those of UTC. */
function weekdayOf(startOfCountyDay: Date): number {
	return new Date(startOfCountyDay.getTime() + 12 * hour).getUTCDay();
}

function at(date: Date, time: string): Date {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return new Date(date.getTime() + hours * hour + minutes * 60_000);
}

function joined(turns: Turn[], turn: Turn): Turn[] {
	const last = turns.at(-1);
	if (!last || last.end < turn.start) return [...turns, turn];
	const end = turn.end > last.end ? turn.end : last.end;
	return [...turns.slice(0, -1), { start: last.start, end }];
}
