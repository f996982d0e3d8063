import { describe, expect, test } from 'vitest';
import { inOrder, type Order, type Ranked, reasonsOf } from './desk-order.ts';
import { hour, minute } from './time.ts';

const now = Date.parse('2026-03-14T12:00:00+08:00');

type Line = Partial<Ranked> & { readonly id: string };
const rankedOf = ({ id: _, ...changes }: Line): Ranked => ({
	isCall: false,
	standing: 'proven',
	due: Number.POSITIVE_INFINITY,
	risk: 'medium',
	recentAskers: 1,
	since: now,
	...changes,
});
const sorted = (lines: readonly Line[], order: Order = 'urgency') =>
	inOrder(lines, rankedOf, { order, now }).map(({ id }) => id);

describe('the order of a queue', () => {
	test('is calls for help, then the clock, then risk, then spread, then age', () => {
		const lines = [
			{ id: 'young' },
			{ id: 'old', since: now - 9 * hour },
			{ id: 'spreading', recentAskers: 12 },
			{ id: 'grave', risk: 'high' },
			{ id: 'due in 3 h', due: now + 3 * hour },
			{ id: 'due in 40 min', due: now + 40 * minute },
			{ id: 'due in 10 min', due: now + 10 * minute },
			{ id: 'overdue', due: now - minute },
			{ id: 'call', isCall: true },
		] as const;
		const expected = [
			'call',
			'overdue',
			'due in 10 min',
			'due in 40 min',
			'due in 3 h',
			'grave',
			'spreading',
			'old',
			'young',
		];
		expect(sorted(lines)).toEqual(expected);
		expect(sorted([...lines].reverse())).toEqual(expected);
	});

	test('puts the graver first of two that are overdue, and then the faster, however late either is', () => {
		expect(
			sorted([
				{ id: 'late', due: now - 5 * hour, risk: 'low' },
				{ id: 'fast', due: now - hour, recentAskers: 20 },
				{ id: 'slow', due: now - 2 * hour },
				{ id: 'grave', due: now - minute, risk: 'high' },
			]),
		).toEqual(['grave', 'fast', 'slow', 'late']);
	});

	test('is not changed by one more asker', () => {
		expect(
			sorted([
				{ id: 'one more', recentAskers: 7 },
				{ id: 'older', recentAskers: 6, since: now - hour },
			]),
		).toEqual(['older', 'one more']);
	});

	test('puts who did the work before who did not, and a flood last, among calls too', () => {
		const lines = [
			{ id: 'flood', standing: 'suspect', due: now - hour, recentAskers: 500 },
			{ id: 'no script', standing: 'unproven' },
			{ id: 'proven' },
			{ id: 'call in a flood', standing: 'suspect', isCall: true },
			{ id: 'call', isCall: true },
		] as const;
		expect(sorted(lines)).toEqual(['call', 'call in a flood', 'proven', 'no script', 'flood']);
	});

	test.each([
		['due', 'overdue'],
		['risk', 'grave'],
		['spread', 'spreading'],
		['age', 'old'],
	] as const)('can put %s first', (order, first) => {
		const lines = [
			{ id: 'overdue', due: now - hour, risk: 'low' },
			{ id: 'grave', risk: 'high' },
			{ id: 'spreading', recentAskers: 40 },
			{ id: 'old', since: now - 90 * hour },
		] as const;
		expect(sorted(lines, order)[0]).toBe(first);
	});
});

describe('why a line stands where it stands', () => {
	const reasons = (changes: Partial<Ranked>) => reasonsOf(rankedOf({ id: '', ...changes }), now);

	test('is said by its clock', () => {
		expect(reasons({ due: now })).toEqual([{ kind: 'overdue' }]);
		expect(reasons({ due: now + 39.5 * minute })).toEqual([{ kind: 'due-soon', minutes: 40 }]);
		expect(reasons({ due: now + 5 * hour })).toEqual([{ kind: 'due', at: now + 5 * hour }]);
		expect(reasons({})).toEqual([]);
	});

	test('is said by its spread from five different askers on', () => {
		expect(reasons({ recentAskers: 4 })).toEqual([]);
		expect(reasons({ recentAskers: 5 })).toEqual([{ kind: 'spreading', askers: 5 }]);
	});
});
