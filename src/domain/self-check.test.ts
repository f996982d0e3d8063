import { describe, expect, test } from 'vitest';
import { selfCheckResult, strainBands } from './self-check.ts';

describe('four answers', () => {
	test.each([
		[[0, 0, 0, 0], 0, 'none', false],
		[[1, 1, 0, 0], 2, 'none', false],
		[[1, 1, 1, 0], 3, 'mild', false],
		[[3, 0, 0, 0], 3, 'mild', true],
		[[0, 0, 1, 2], 3, 'mild', true],
		[[1, 1, 1, 1], 4, 'mild', false],
		[[2, 0, 2, 0], 4, 'mild', false],
		[[1, 2, 1, 1], 5, 'mild', true],
		[[2, 1, 2, 1], 6, 'moderate', true],
		[[2, 2, 2, 2], 8, 'moderate', true],
		[[3, 3, 3, 0], 9, 'severe', true],
		[[3, 3, 3, 3], 12, 'severe', true],
	] as const)(
		'%j make %i points, %s, and ask for a talk this week: %s',
		(answers, total, strain, soon) => {
			expect(selfCheckResult(answers)).toEqual({ total, strain, soon });
		},
	);
});

test('the bands leave no total out, and none twice', () => {
	const totals = strainBands.flatMap(({ from, to }) =>
		Array.from({ length: to - from + 1 }, (_, index) => from + index),
	);
	expect(totals).toEqual(Array.from({ length: 13 }, (_, index) => index));
});
