import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';

test('rows that come together are stored together', async () => {
	const groups: number[] = [];
	const add = groupCommit(async (rows: readonly number[]) => {
		groups.push(rows.length);
		return rows.map((row) => row * 2);
	}, 100);
	expect(await Promise.all([1, 2, 3].map(add))).toEqual([2, 4, 6]);
	expect(groups).toEqual([3]);
});

test('rows that come while a group is under way make up the next one', async () => {
	const groups: (readonly number[])[] = [];
	let later: Promise<number> | undefined;
	const add = groupCommit(async (rows: readonly number[]) => {
		groups.push(rows);
		later ??= add(2);
		return rows;
	}, 100);
	await add(1);
	await later;
	expect(groups).toEqual([[1], [2]]);
});

test('no group is larger than it may be', async () => {
	const groups: number[] = [];
	const add = groupCommit(async (rows: readonly number[]) => {
		groups.push(rows.length);
		return rows;
	}, 2);
	await Promise.all([1, 2, 3, 4, 5].map(add));
	expect(groups).toEqual([2, 2, 1]);
});

test('a row that cannot be stored fails alone', async () => {
	const stored: number[] = [];
	const add = groupCommit(async (rows: readonly number[]) => {
		if (rows.includes(2)) throw new Error('not this one');
		stored.push(...rows);
		return rows;
	}, 100);
	const outcomes = await Promise.allSettled([1, 2, 3].map(add));
	expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(stored).toEqual([1, 3]);
	expect(await add(4)).toBe(4);
});

test('what waits is on its way before those of the group before are answered', async () => {
	const order: string[] = [];
	const add = groupCommit(async (rows: readonly number[]) => {
		order.push(`stores ${rows}`);
		return rows;
	}, 2);
	await Promise.all([1, 2, 3].map((row) => add(row).then(() => order.push(`answers ${row}`))));
	expect(order).toEqual(['stores 1,2', 'stores 3', 'answers 1', 'answers 2', 'answers 3']);
});
