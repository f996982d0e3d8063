/** Nobody comes back at the very moment at which all others come back. */
const jitter = 0.2;

/** When to try again after so many attempts: twice as long each time, up to a limit. Waits are in milliseconds. */
export function retryAt(
	now: Date,
	attempts: number,
	wait: { readonly firstMs: number; readonly longestMs: number },
): Date {
	const steady = Math.min(wait.firstMs * 2 ** (attempts - 1), wait.longestMs);
	return new Date(now.getTime() + steady * (1 + jitter * Math.random()));
}
