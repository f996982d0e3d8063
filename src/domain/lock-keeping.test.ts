import { expect, test } from 'vitest';
import { isStillKept } from './lock-keeping.ts';
import { minute } from './time.ts';

test('what somebody works on is kept while their desk is seen, and for a quarter of an hour out of sight', () => {
	const now = Date.parse('2026-03-14T12:00:00+08:00');
	expect(isStillKept(undefined, now)).toBe(true);
	expect(isStillKept(now - 15 * minute, now)).toBe(true);
	expect(isStillKept(now - 16 * minute, now)).toBe(false);
});
