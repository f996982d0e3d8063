import { describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { alertSpeed, recentLooks } from './alert-progress.ts';

const look = (seconds: number, settled: number) => ({
	at: new Date(noon.getTime() + seconds * 1000),
	settled,
});

describe('the speed of an alert', () => {
	test('is what was answered between two looks', () => {
		expect(alertSpeed([look(0, 0), look(10, 100_000)], 200_000)).toEqual({
			perSecond: 10_000,
			secondsLeft: 20,
		});
	});

	test.each([
		['after one look', [look(0, 100)], 200],
		['with the very first answers', [look(0, 0), look(0.1, 100)], 200],
		['when nothing is left', [look(0, 0), look(10, 100)], 0],
		['after a silence', [look(0, 100), look(10, 100)], 200],
	])('is not guessed %s', (_, looks, left) => {
		expect(alertSpeed(looks, left)).toBeUndefined();
	});

	test('is that of the last seconds, whatever time an alert was stopped for before', () => {
		const looks = [look(0, 0), look(3600, 1_000), look(3610, 11_000)];
		const recent = recentLooks(looks, look(3610, 0).at);
		expect(alertSpeed(recent, 10_000)).toEqual({ perSecond: 1_000, secondsLeft: 10 });
	});
});
