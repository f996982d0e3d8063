import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { keptOfBoth, type MergingItem } from './kept-of-both.ts';

function anItem(changes: Partial<MergingItem> = {}): MergingItem {
	return { state: 'unstarted', firstSeenAt: noon, ...changes };
}
const checking = {
	state: 'checking',
	nextUpdateAt: atHour(6),
	firstAnsweredAt: atHour(1),
} as const;
const merge = (kept: MergingItem, merged: MergingItem) => keptOfBoth(kept, merged, atHour(3));

test('who asked first counts, about whichever of the two', () => {
	expect(merge(anItem(), anItem({ firstSeenAt: atHour(-5) }))).toEqual({ firstSeenAt: atHour(-5) });
	expect(merge(anItem(), anItem({ firstSeenAt: atHour(2) }))).toEqual({});
});

test('an item that nobody has begun to check takes over what the askers of the other were promised', () => {
	expect(merge(anItem(), anItem({ ...checking, firstSeenAt: atHour(-1) }))).toEqual({
		firstSeenAt: atHour(-1),
		state: 'checking',
		nextUpdateAt: atHour(6),
		firstAnsweredAt: atHour(1),
	});
	const waiting = { state: 'awaiting-source', waitsFor: '水务局', waitsSince: atHour(2) } as const;
	expect(merge(anItem(), anItem(waiting))).toEqual(waiting);
});

test('of two promises the earlier is kept', () => {
	const kept = anItem({ ...checking, nextUpdateAt: atHour(9) });
	expect(merge(kept, anItem(checking))).toEqual({ nextUpdateAt: atHour(6) });
	expect(merge(anItem(checking), anItem({ ...checking, nextUpdateAt: atHour(9) }))).toEqual({});
});

test('where only the later askers had an answer, the first ones have it from the merge on', () => {
	const kept = anItem({ ...checking, firstSeenAt: atHour(0.5) });
	expect(merge(kept, anItem())).toEqual({ firstSeenAt: noon, firstAnsweredAt: atHour(3) });
});

test('a closed item stays closed, and promises nothing', () => {
	const closed = anItem({ state: 'answered', firstAnsweredAt: atHour(1) });
	expect(merge(closed, anItem(checking))).toEqual({});
});
