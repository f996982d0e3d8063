import type { PublicAlert } from '../feeds/alerts.ts';
import { validityAt } from './device-clock.ts';

const minute = 60_000;
const longestPause = 15 * minute;

/** How long an open page waits before it asks for the alerts again, in milliseconds: about a minute, longer after failures. `chance` lies between 0 and 1, so that not all pages ask at once. */
export function nextPause(failures: number, chance: number): number {
	return Math.round(Math.min(minute * 2 ** failures, longestPause) * (0.8 + 0.4 * chance));
}

/** The alerts that may be shown as in force by the device's clock. A clock that is behind the alert ends nothing. */
export function alertsInForce(alerts: readonly PublicAlert[], now: Date): readonly PublicAlert[] {
	return alerts.filter(
		({ sent, expires }) =>
			!expires ||
			validityAt(now, { contentTime: new Date(sent), expires: new Date(expires) }) !== 'passed',
	);
}

/** What differs between the alerts that were shown and those that are. */
export function alertChanges(before: readonly PublicAlert[], after: readonly PublicAlert[]) {
	const missingIn = (list: readonly PublicAlert[]) => (alert: PublicAlert) =>
		!list.some(({ ref }) => ref === alert.ref);
	return {
		come: after.filter(missingIn(before)),
		gone: before.filter(missingIn(after)),
	};
}

/** An alert that a page holds itself, as the page was made. */
export interface HeldAlert {
	readonly ref: string;
	/** When what it says last changed. */
	readonly changed: Date;
}

/** Whether an alert of a page has ended or changed since: the file is from after it, and does not hold it. */
export function isOver(
	held: HeldAlert,
	{ alerts, at }: { readonly alerts: readonly PublicAlert[]; readonly at: Date },
): boolean {
	return at >= held.changed && !alerts.some(({ ref }) => ref === held.ref);
}
