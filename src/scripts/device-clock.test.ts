import { describe, expect, test } from 'vitest';
import { ageOf, validityAt } from './device-clock.ts';

const contentTime = new Date('2026-03-14T10:00:00+08:00');
const expires = new Date('2026-03-14T18:00:00+08:00');

describe('validityAt', () => {
	test('is valid until the very moment it ends', () => {
		expect(validityAt(new Date('2026-03-14T17:59:59+08:00'), { contentTime, expires })).toBe(
			'valid',
		);
		expect(validityAt(expires, { contentTime, expires })).toBe('passed');
	});

	test('declares nothing over on a device whose clock is behind the content', () => {
		const wrong = new Date('2020-01-01T00:00:00+08:00');
		expect(validityAt(wrong, { contentTime, expires })).toBe('clock-behind');
	});
});

describe('ageOf', () => {
	test('uses the largest unit that fits', () => {
		const age = (minutes: number) =>
			ageOf(contentTime, new Date(contentTime.getTime() + minutes * 60_000));
		expect(age(5)).toEqual({ unit: 'minutes', count: 5 });
		expect(age(150)).toEqual({ unit: 'hours', count: 2 });
		expect(age(3 * 24 * 60)).toEqual({ unit: 'days', count: 3 });
	});

	test('says nothing on a device whose clock is behind', () => {
		expect(ageOf(contentTime, new Date('2020-01-01T00:00:00Z'))).toBeUndefined();
	});
});
