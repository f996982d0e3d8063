import type { PortalNeeds } from './portal-needs.ts';

/** Opens something of many parts. Each part that is open is noted in `closers`; where a later one fails they are closed again, the last first. */
export async function openOrClose<T>(
	{ log }: Pick<PortalNeeds, 'log'>,
	open: (closers: AsyncDisposableStack, stop: AbortController) => Promise<T>,
): Promise<T> {
	const closers = new AsyncDisposableStack();
	const stop = new AbortController();
	try {
		return await open(closers, stop);
	} catch (error) {
		stop.abort();
		await closers
			.disposeAsync()
			.catch((fault: unknown) => log.error('not closed in order', { error: String(fault) }));
		throw error;
	}
}
