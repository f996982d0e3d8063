import { describe, expect, test } from 'vitest';
import {
	hoursTrustedUntil,
	isAllDay,
	openState,
	type WeeklySpan,
	weekdays,
} from './hotline-hours.ts';

const at = (time: string) => new Date(`${time}:00+08:00`);
const office: WeeklySpan[] = [
	{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '08:30', closes: '12:00' },
	{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '14:00', closes: '17:30' },
];
const night: WeeklySpan[] = [{ days: ['fri', 'sat'], opens: '20:00', closes: '02:00' }];
const daily = (opens: string, closes: string): WeeklySpan[] => [{ days: weekdays, opens, closes }];

describe('whether someone answers now', () => {
	// 6 March 2026 is a Friday.
	test.each([
		['in the morning', office, '2026-03-06T09:00', true, '2026-03-06T12:00'],
		['at the very moment it opens', office, '2026-03-06T08:30', true, '2026-03-06T12:00'],
		['at the very moment it closes', office, '2026-03-06T12:00', false, '2026-03-06T14:00'],
		['on Friday evening', office, '2026-03-06T18:00', false, '2026-03-09T08:30'],
		['before midnight', night, '2026-03-06T23:30', true, '2026-03-07T02:00'],
		['after midnight', night, '2026-03-07T01:59', true, '2026-03-07T02:00'],
		['on Sunday in the small hours', night, '2026-03-08T01:00', true, '2026-03-08T02:00'],
		['once the night is over', night, '2026-03-08T02:00', false, '2026-03-13T20:00'],
		['until midnight', daily('08:00', '24:00'), '2026-03-06T23:59', true, '2026-03-07T00:00'],
		['from midnight', daily('00:00', '06:00'), '2026-03-06T05:00', true, '2026-03-06T06:00'],
	] as const)('%s', (_, hours, now, open, changes) => {
		const state = openState(hours, at(now));
		expect(state).toEqual(open ? { open, until: at(changes) } : { open, from: at(changes) });
	});

	test('spans that touch are one', () => {
		const twice = [...daily('08:00', '12:00'), ...daily('12:00', '18:00')];
		expect(openState(twice, at('2026-03-06T09:00'))).toEqual({
			open: true,
			until: at('2026-03-06T18:00'),
		});
	});

	test('a line that is always open has no end', () => {
		expect(openState(daily('00:00', '24:00'), at('2026-03-06T09:00'))).toEqual({ open: true });
		expect(openState(daily('08:00', '08:00'), at('2026-03-06T09:00'))).toEqual({ open: true });
	});

	test('a line without hours has no beginning', () => {
		expect(openState([], at('2026-03-06T09:00'))).toEqual({ open: false });
	});
});

test.each([
	['00:00', '24:00', true],
	['08:00', '08:00', true],
	['00:00', '23:59', false],
])('every day from %s to %s is all day: %s', (opens, closes, expected) => {
	expect(isAllDay(daily(opens, closes))).toBe(expected);
	expect(isAllDay([{ days: ['mon'], opens, closes }])).toBe(false);
});

describe('a page may say so', () => {
	const hours = daily('08:00', '22:00');

	test.each([
		['to the end of the day of the next check', '2026-03-13', '2026-03-27', '2026-03-28T00:00'],
		['for 90 days at most', '2026-03-01', '2027-03-01', '2026-05-31T00:00'],
		['for 90 days where no check is planned', '2026-03-01', undefined, '2026-05-31T00:00'],
	])('%s', (_, verifiedOn, reviewBy, until) => {
		expect(hoursTrustedUntil({ hours, verifiedOn, reviewBy })).toEqual(at(until));
	});

	test('never of hours that nobody verified, and never without hours', () => {
		expect(hoursTrustedUntil({ hours, reviewBy: '2026-03-27' })).toBeUndefined();
		expect(hoursTrustedUntil({ hours: [], verifiedOn: '2026-03-13' })).toBeUndefined();
	});
});
