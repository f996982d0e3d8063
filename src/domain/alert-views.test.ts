import { expect, test } from 'vitest';
import { viewShareFor, weightOf } from './alert-views.ts';

test.each([
	[0, 1],
	[1000, 1],
	[1001, 0.1],
	[300_000, 0.001],
	[9_000_000, 0.001],
])('of %i subscribers this share says what it saw: %d', (subscribers, share) => {
	expect(viewShareFor(subscribers)).toBe(share);
});

test('an answer stands for all those who were not asked', () => {
	expect([1, 0.1, 0.01, 0.001].map(weightOf)).toEqual([1, 10, 100, 1000]);
});
