import { expect, test } from 'vitest';
import { isSpike } from './spike.ts';

test('ten new askers about a closed item that had grown quiet are a spike', () => {
	expect(isSpike({ lately: 10, before: 0 })).toBe(true);
	expect(isSpike({ lately: 9, before: 0 })).toBe(false);
});

test('as many as ever are no spike', () => {
	const ordinaryWeek = 28 * 10;
	expect(isSpike({ lately: 10, before: ordinaryWeek })).toBe(false);
	expect(isSpike({ lately: 29, before: ordinaryWeek })).toBe(false);
	expect(isSpike({ lately: 30, before: ordinaryWeek })).toBe(true);
});
