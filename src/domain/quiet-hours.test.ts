import { describe, expect, test } from 'vitest';
import { quietUntil, respectsQuietHours } from './quiet-hours.ts';

const night = { from: 22, until: 7 };
const afterLunch = { from: 12, until: 14 };

describe('quiet hours over midnight', () => {
	test.each([
		['begin on the hour', '2026-03-14T22:00:00+08:00', '2026-03-15T07:00:00+08:00'],
		['hold before midnight', '2026-03-14T23:59:59+08:00', '2026-03-15T07:00:00+08:00'],
		['hold after midnight', '2026-03-15T00:00:00+08:00', '2026-03-15T07:00:00+08:00'],
		['hold to their last second', '2026-03-15T06:59:59.999+08:00', '2026-03-15T07:00:00+08:00'],
		['end in another year', '2026-12-31T23:00:00+08:00', '2027-01-01T07:00:00+08:00'],
	])('%s', (_what, at, end) => {
		expect(quietUntil(night, new Date(at))).toEqual(new Date(end));
	});

	test.each([
		['in the second before', '2026-03-14T21:59:59+08:00'],
		['once they are over', '2026-03-15T07:00:00+08:00'],
		['at noon', '2026-03-15T12:00:00+08:00'],
	])('do not hold %s', (_what, at) => {
		expect(quietUntil(night, new Date(at))).toBeUndefined();
	});
});

test('quiet hours within a day hold on that day alone', () => {
	const at = (time: string) => quietUntil(afterLunch, new Date(`2026-03-14T${time}+08:00`));
	expect(at('13:30:00')).toEqual(new Date('2026-03-14T14:00:00+08:00'));
	expect([at('11:59:59'), at('14:00:00'), at('00:30:00')]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

test('the hours are those of the county, wherever the server stands', () => {
	expect(quietUntil(night, new Date('2026-03-14T14:30:00Z'))).toEqual(
		new Date('2026-03-14T23:00:00Z'),
	);
	expect(quietUntil(night, new Date('2026-03-14T23:00:00Z'))).toBeUndefined();
});

test.each([
	['Extreme', false],
	['Severe', false],
	['Moderate', true],
	['Minor', true],
] as const)('what is %s keeps to quiet hours: %s', (severity, respects) => {
	expect(respectsQuietHours(severity)).toBe(respects);
});
