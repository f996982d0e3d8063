import { expect, test } from 'vitest';
import { scrollFor, windowRange } from './window-range.ts';

const view = { height: 600, line: 60, count: 10_000 };

test('of ten thousand lines only those stand in the document that are seen, and some around', () => {
	const { from, to } = windowRange({ ...view, scrolled: 300_000 });
	expect(from).toBeLessThanOrEqual(5000);
	expect(to).toBeGreaterThanOrEqual(5010);
	expect(to - from).toBeLessThan(40);
});

test('the beginning and the end are there', () => {
	expect(windowRange({ ...view, scrolled: 0 }).from).toBe(0);
	expect(windowRange({ ...view, scrolled: 10_000 * 60 }).to).toBe(10_000);
	expect(windowRange({ ...view, count: 3, scrolled: 0 })).toEqual({ from: 0, to: 3 });
	expect(windowRange({ ...view, count: 3, scrolled: 9000 })).toEqual({ from: 0, to: 3 });
});

test('a line is scrolled to just as far as it is seen', () => {
	const seen = { scrolled: 600, height: 600, line: 60 };
	expect(scrollFor(12, seen)).toBeUndefined();
	expect(scrollFor(3, seen)).toBe(180);
	expect(scrollFor(25, seen)).toBe(960);
});
