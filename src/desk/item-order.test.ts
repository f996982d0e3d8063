import { expect, test } from 'vitest';
import type { DeskItem } from './api.ts';
import { byPromise } from './item-order.ts';

const anItem = (id: string, more: Partial<DeskItem> = {}) =>
	({ id, state: 'unstarted', due: {}, ...more }) as DeskItem;
const order = (items: readonly DeskItem[]) => byPromise(items).map(({ id }) => id);

test('the item with the earliest promise comes first, and answered ones after all that wait', () => {
	const items = [
		anItem('answered', { state: 'answered', nextUpdateAt: '2026-03-14T01:00:00Z' }),
		anItem('tomorrow', { state: 'checking', nextUpdateAt: '2026-03-15T01:00:00Z' }),
		anItem('no promise'),
		anItem('overdue', { due: { holdingLine: '2026-03-14T01:00:00Z' } }),
	];
	expect(order(items)).toEqual(['overdue', 'tomorrow', 'no promise', 'answered']);
});

test('a first line that was given is no promise any more, and equals keep their order', () => {
	const given = {
		due: { holdingLine: '2026-03-14T01:00:00Z' },
		firstAnsweredAt: '2026-03-14T00:00:00Z',
	};
	const items = [anItem('a', { state: 'answered' }), anItem('b', given), anItem('c')];
	expect(order(items)).toEqual(['b', 'c', 'a']);
});
