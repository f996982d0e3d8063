import { expect, test } from 'vitest';
import { aNotice } from '../../tests/builders.ts';
import { changedAt, isOverdue, isStale } from './freshness.ts';

const now = new Date('2026-03-14T12:00:00+08:00');
const hasPassed = (instant: Date) => instant <= now;

test('a review is overdue when its day is over, not during it', () => {
	expect(isOverdue('2026-03-13', hasPassed)).toBe(true);
	expect(isOverdue('2026-03-14', hasPassed)).toBe(false);
	expect(isOverdue(undefined, hasPassed)).toBe(false);
});

test('a help point is stale once it is as old as the county promised', () => {
	const point = { asOf: new Date('2026-03-13T12:00:00+08:00') };
	expect(isStale(point, 24, hasPassed)).toBe(true);
	expect(isStale(point, 25, hasPassed)).toBe(false);
});

test('a revision is the time of the content', () => {
	const sent = new Date('2026-03-11T11:00:00+08:00');
	const revised = new Date('2026-03-13T20:00:00+08:00');
	const stamp = { sent, revised, identifier: 'shili.20260311', code: '7NCE4P' };
	expect(changedAt(aNotice({ stamp }))).toEqual(revised);
});
