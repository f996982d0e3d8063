import { describe, expect, test } from 'vitest';
import { countOutcomes, newMasks, offsetsWith, outcomeAt, settle } from './outcome-masks.ts';

describe('masks of outcomes', () => {
	test('begin with everything pending that was asked for, and nothing else', () => {
		const masks = newMasks([0, 7, 8, 900]);
		expect(offsetsWith(masks, 'pending')).toEqual([0, 7, 8, 900]);
		expect([1, 899, 901, 5000, -1].map((each) => outcomeAt(masks, each))).toEqual(
			Array.from({ length: 5 }),
		);
	});

	test('keep the first outcome that became known', () => {
		const masks = newMasks([0, 1, 2, 3, 4]);
		settle(masks, 0, 'delivered');
		settle(masks, 0, 'expired');
		settle(masks, 1, 'gone');
		settle(masks, 2, 'refused');
		settle(masks, 3, 'expired');
		expect([0, 1, 2, 3, 4].map((each) => outcomeAt(masks, each))).toEqual([
			'delivered',
			'gone',
			'refused',
			'expired',
			'pending',
		]);
	});

	test('add up over batches', () => {
		const [first, second] = [newMasks([0, 3]), newMasks([1])];
		settle(first, 3, 'delivered');
		settle(second, 1, 'gone');
		expect(countOutcomes([first, second, newMasks([])])).toEqual({
			total: 3,
			pending: 1,
			delivered: 1,
			gone: 1,
			refused: 0,
			expired: 0,
		});
	});

	test('of a thousand subscriptions are 625 bytes', () => {
		expect(newMasks(Array.from({ length: 1000 }, (_, each) => each))).toHaveLength(625);
	});
});
