import { minute } from './time.ts';

/** Who signed in longer ago than this does so again before a red warning goes out, in milliseconds. */
export const recentSignInMs = 30 * minute;

/**
 * Whether somebody has to sign in again before publishing: a red warning alarms a county, and a desk that was left open for
 * hours must not be enough for it (OWASP ASVS 5.0, 7.5.3).
 */
export function needsRecentSignIn(
	{
		warningColor,
		status,
	}: { readonly warningColor?: string | undefined; readonly status?: string | undefined },
	signedInAt: Date,
	now: Date,
): boolean {
	if (warningColor !== 'red' || status !== 'actual') return false;
	return now.getTime() - signedInAt.getTime() > recentSignInMs;
}
