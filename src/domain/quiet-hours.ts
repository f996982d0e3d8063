import type { Severity } from './cap-values.ts';
import { severityRank } from './severity-choice.ts';
import { countyClock, hour } from './time.ts';

/**
 * When a subscriber does not want to be woken, in full hours of the county's clock, 0 to 23: from the beginning of one to
 * the beginning of the other, over midnight where `from` is the later. They are never the same.
 */
export interface QuietHours {
	readonly from: number;
	readonly until: number;
}

/** What is as grave as an orange warning wakes people. */
export function respectsQuietHours(severity: Severity): boolean {
	return severityRank(severity) < severityRank('Severe');
}

/** When the quiet hours that an instant falls into are over; `undefined` outside them. */
export function quietUntil({ from, until }: QuietHours, instant: Date): Date | undefined {
	const now = countyClock(instant);
	const sinceFrom = (now.hour - from + 24) % 24;
	const length = (until - from + 24) % 24;
	if (sinceFrom >= length) return undefined;
	const hourBegan = Math.floor(instant.getTime() / hour) * hour;
	return new Date(hourBegan + (length - sinceFrom) * hour);
}
