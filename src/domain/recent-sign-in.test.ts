import { describe, expect, test } from 'vitest';
import { needsRecentSignIn, recentSignInMs } from './recent-sign-in.ts';

const now = new Date('2026-03-14T12:00:00+08:00');
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
const red = { warningColor: 'red', status: 'actual' };

describe('a red warning', () => {
	test.each([
		[recentSignInMs, false],
		[recentSignInMs + 1, true],
	])('asks somebody who signed in %i ms ago to do so again: %s', (milliseconds, expected) => {
		expect(needsRecentSignIn(red, ago(milliseconds), now)).toBe(expected);
	});

	test('of an exercise asks nobody', () => {
		expect(needsRecentSignIn({ ...red, status: 'exercise' }, ago(86_400_000), now)).toBe(false);
	});
});

test('nothing else asks for it', () => {
	for (const warningColor of ['orange', 'yellow', 'blue', undefined])
		expect(needsRecentSignIn({ warningColor, status: 'actual' }, ago(86_400_000), now)).toBe(false);
});
