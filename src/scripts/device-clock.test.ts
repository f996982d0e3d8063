import { describe, expect, test } from 'vitest';
import { validityAt } from './device-clock.ts';

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
