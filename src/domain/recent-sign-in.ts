import type { Entry } from './entry.ts';
import { minute } from './time.ts';

/** Who signed in longer ago than this gives the password again before what cannot be taken back, in milliseconds. */
export const recentSignInMs = 30 * minute;

/**
 * Whether a sign-in is fresh enough for an act that tells the whole county something, takes something away from it, or changes
 * who may (OWASP ASVS 5.0, 7.5.3).
 */
export function isRecentSignIn(signedInAt: Date, now: Date): boolean {
	return now.getTime() - signedInAt.getTime() <= recentSignInMs;
}

/** What of an entry decides whether it is a red warning that is meant. */
export function warningOf({ data }: Entry): Warning {
	return {
		warningColor: 'warningColor' in data ? data.warningColor : undefined,
		status: 'status' in data ? data.status : undefined,
	};
}

interface Warning {
	readonly warningColor?: string | undefined;
	readonly status?: string | undefined;
}

/**
 * Whether somebody has to sign in again before signing or publishing: a red warning alarms a county, and a desk that was left open for
 * hours must not be enough for it (OWASP ASVS 5.0, 7.5.3).
 */
export function needsRecentSignIn(
	{ warningColor, status }: Warning,
	signedInAt: Date,
	now: Date,
): boolean {
	if (warningColor !== 'red' || status !== 'actual') return false;
	return !isRecentSignIn(signedInAt, now);
}
