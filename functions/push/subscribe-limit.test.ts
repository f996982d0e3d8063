import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { createSubscribeLimit } from './subscribe-limit.ts';

const secondsToMidnight = 12 * 3600;

test('so many new subscriptions of one client are taken in a day, and the rest are told to come tomorrow', async () => {
	const limit = createSubscribeLimit({ perMinute: 9, perDay: 2 });
	const subscribe = (address: string, at = noon) => limit.subscription(address, at);
	expect([await subscribe('a'), await subscribe('a')]).toEqual([0, 0]);
	expect(await subscribe('a')).toBe(secondsToMidnight);
	expect(await subscribe('b')).toBe(0);
	expect(await subscribe('a', atHour(12))).toBe(0);
});

test('requests are counted for themselves', async () => {
	const limit = createSubscribeLimit({ perMinute: 1, perDay: 9 });
	expect(await limit.request('a', noon)).toBe(0);
	expect(await limit.request('a', noon)).toBeGreaterThan(0);
	expect(await limit.request('b', noon)).toBe(0);
	expect(await limit.subscription('a', noon)).toBe(0);
});
