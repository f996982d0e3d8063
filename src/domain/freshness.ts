import type { EntryData, HelpPoint } from './collections.ts';
import type { HasPassed } from './notice.ts';
import { type Day, endOfDay, hour, startOfDay } from './time.ts';

/** Whether a review was due on a day that is over. What is overdue is flagged, and still shown. */
export function isOverdue(reviewBy: Day | undefined, hasPassed: HasPassed): boolean {
	return reviewBy !== undefined && hasPassed(endOfDay(reviewBy));
}

/** Whether what a help point says is older than the county promises to keep it. */
export function isStale(
	point: Pick<HelpPoint, 'asOf'>,
	hours: number,
	hasPassed: HasPassed,
): boolean {
	return hasPassed(staleAt(point, hours));
}

/** From when on what a help point says is too old to be relied on. */
export function staleAt({ asOf }: Pick<HelpPoint, 'asOf'>, hours: number): Date {
	return new Date(asOf.getTime() + hours * hour);
}

/** The instant at which what an entry says last changed: a page tells it as the time of its content. */
export function changedAt(entry: EntryData): Date {
	return entry.stamp?.revised ?? entry.stamp?.sent ?? datedAt(entry);
}

/** The newest change among entries; `undefined` when there are none. */
export function newestChange(entries: readonly EntryData[]): Date | undefined {
	return latestOf(entries.map(changedAt));
}

/** The latest of instants, as far as there are any. */
export function latestOf(instants: readonly (Date | undefined)[]): Date | undefined {
	const times = instants.flatMap((instant) => instant?.getTime() ?? []);
	return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

/** What an entry dates itself by when it was never stamped. */
function datedAt(entry: EntryData): Date {
	if ('effective' in entry) return entry.effective;
	if ('heardAt' in entry) return entry.checkedAt ?? entry.heardAt;
	if ('asOf' in entry) return entry.asOf;
	if ('startedAt' in entry) return entry.startedAt;
	return startOfDay('lastReviewed' in entry ? entry.lastReviewed : entry.approvedOn);
}
