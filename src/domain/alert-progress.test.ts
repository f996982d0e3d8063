import { describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { alertSpeed } from './alert-progress.ts';

const afterSeconds = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const sending = {
	total: 300_000,
	pending: 200_000,
	firstDeliveredAt: noon,
	lastDeliveredAt: afterSeconds(10),
};

describe('the speed of an alert', () => {
	test('is what was answered in the time since the first delivery', () => {
		expect(alertSpeed(sending, afterSeconds(10))).toEqual({ perSecond: 10_000, secondsLeft: 20 });
	});

	test.each([
		['before the first delivery', { ...sending, firstDeliveredAt: undefined }, afterSeconds(10)],
		[
			'with the very first answers',
			{ ...sending, lastDeliveredAt: afterSeconds(0.1) },
			afterSeconds(0.1),
		],
		['when nothing is left', { ...sending, pending: 0 }, afterSeconds(10)],
		['after a silence', sending, afterSeconds(40)],
	])('is not guessed %s', (_, counts, now) => {
		expect(alertSpeed(counts, now)).toBeUndefined();
	});
});
