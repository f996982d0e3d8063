import { type ItemState, isClosed } from './report.ts';

/** What a merge looks at of an item. */
export interface MergingItem {
	readonly state: ItemState;
	readonly firstSeenAt: Date;
	readonly firstAnsweredAt?: Date | undefined;
	/** When its askers were promised to hear more. */
	readonly nextUpdateAt?: Date | undefined;
	readonly waitsFor?: string | undefined;
	readonly waitsSince?: Date | undefined;
}

/** What changes of an item that takes over another: who asked first still counts, and what was promised to either is kept. */
export function keptOfBoth(
	kept: MergingItem,
	merged: MergingItem,
	now: Date,
): Partial<MergingItem> {
	const wanted: Partial<MergingItem> = {
		firstSeenAt: earlier(kept.firstSeenAt, merged.firstSeenAt),
		firstAnsweredAt: firstAnswer(kept, merged, now),
		...(isClosed(kept.state) || isClosed(merged.state) ? {} : promiseOfBoth(kept, merged)),
	};
	const names = Object.keys(wanted) as (keyof MergingItem)[];
	return Object.fromEntries(
		names.filter((name) => !isSame(wanted[name], kept[name])).map((name) => [name, wanted[name]]),
	);
}

/** Who asked first waits for the first answer: where only the others had one, it comes to them with the merge. */
function firstAnswer(kept: MergingItem, merged: MergingItem, now: Date): Date | undefined {
	const [first, second] = merged.firstSeenAt < kept.firstSeenAt ? [merged, kept] : [kept, merged];
	return first.firstAnsweredAt ?? (second.firstAnsweredAt ? now : undefined);
}

/** An item that nobody has begun to check goes on where the other is; the earlier of two promises holds. */
function promiseOfBoth(kept: MergingItem, merged: MergingItem): Partial<MergingItem> {
	const nextUpdateAt =
		kept.nextUpdateAt && merged.nextUpdateAt
			? earlier(kept.nextUpdateAt, merged.nextUpdateAt)
			: (kept.nextUpdateAt ?? merged.nextUpdateAt);
	if (kept.state !== 'unstarted' || merged.state === 'unstarted') return { nextUpdateAt };
	const { state, waitsFor, waitsSince } = merged;
	return { nextUpdateAt, state, waitsFor, waitsSince };
}

function earlier(one: Date, other: Date): Date {
	return other < one ? other : one;
}

function isSame(one: unknown, other: unknown): boolean {
	return one instanceof Date && other instanceof Date
		? one.getTime() === other.getTime()
		: one === other;
}
