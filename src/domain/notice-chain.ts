import { byNewest, type NoticeWithRef } from './notice.ts';

/** More than this many versions of one statement are not followed. */
const mostVersions = 30;

/** A notice with everything it refers to and everything that refers to it, oldest first. */
export function noticeChain<N extends NoticeWithRef>(
	notice: N,
	{
		find,
		followers,
	}: { find: (ref: string) => N | undefined; followers: (notice: N) => readonly N[] },
): N[] {
	const found = new Map<string, N>([[notice.ref, notice]]);
	const waiting = [notice];
	for (let next = waiting.shift(); next && found.size < mostVersions; next = waiting.shift()) {
		const earlier = next.references.flatMap((ref) => find(ref) ?? []);
		for (const near of [...earlier, ...followers(next)]) {
			if (found.has(near.ref)) continue;
			found.set(near.ref, near);
			waiting.push(near);
		}
	}
	return [...found.values()].sort(byNewest).reverse();
}
