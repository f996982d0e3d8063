import type { DeskItem } from './api.ts';

/** What somebody waits for comes first, the earliest promise at the top; everything else keeps its order. */
export function byPromise(items: readonly DeskItem[]): readonly DeskItem[] {
	return [...items].sort((a, b) => promised(a) - promised(b));
}

function promised({ state, due, firstAnsweredAt, nextUpdateAt }: DeskItem): number {
	if (state !== 'unstarted' && state !== 'checking') return Number.MAX_SAFE_INTEGER;
	const promises = [firstAnsweredAt ? undefined : due.holdingLine, due.verdict, nextUpdateAt];
	const times = promises.flatMap((each) => (each ? [Date.parse(each)] : []));
	return times.length > 0 ? Math.min(...times) : Number.MAX_SAFE_INTEGER - 1;
}
