import { expect, test } from 'vitest';
import { atHour, noon } from '../tests/builders.ts';
import { createAlertSpeeds } from './alert-speeds.ts';

const counts = {
	total: 3_000,
	pending: 2_000,
	waiting: 0,
	delivered: 1_000,
	gone: 0,
	refused: 0,
	expired: 0,
	firstDeliveredAt: noon,
	lastDeliveredAt: noon,
};
const afterSeconds = (seconds: number, from = noon) => new Date(from.getTime() + seconds * 1000);

test('the first look at an alert that has just begun tells its speed', () => {
	const speedOf = createAlertSpeeds();
	expect(speedOf('a', counts, afterSeconds(10))).toEqual({ perSecond: 100, secondsLeft: 20 });
});

test('an alert that was stopped for an hour is as fast as it is since then', () => {
	const speedOf = createAlertSpeeds();
	expect(speedOf('a', counts, atHour(1))).toBeUndefined();
	const later = { ...counts, pending: 1_000 };
	expect(speedOf('a', later, afterSeconds(2, atHour(1)))).toEqual({
		perSecond: 500,
		secondsLeft: 2,
	});
});

test('whoever waits for the end of quiet hours is not waited for', () => {
	const speedOf = createAlertSpeeds();
	const speed = speedOf('a', { ...counts, waiting: 1_500 }, afterSeconds(10));
	expect(speed).toEqual({ perSecond: 100, secondsLeft: 5 });
});
