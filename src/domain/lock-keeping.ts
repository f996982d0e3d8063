import { minute } from './time.ts';

/** The longest that a lock outlives its holder's browser, in milliseconds. */
export const lockMs = 5 * minute;

/** Who looks something up in another tab, or on the phone, comes back within this; in milliseconds. */
const awayMs = 15 * minute;

/** Whether what somebody works on is still kept for them: their desk is seen, or has been out of sight for a short time. */
export function isStillKept(hiddenSince: number | undefined, now: number): boolean {
	return hiddenSince === undefined || now - hiddenSince <= awayMs;
}
