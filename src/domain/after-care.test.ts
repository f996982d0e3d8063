import { describe, expect, test } from 'vitest';
import { aNotice, anIncident, aSupportPage } from '../../tests/builders.ts';
import { careFor, careMoments, careNow, supportFor, wordsOf } from './after-care.ts';
import { toOffsetString } from './time.ts';

const ended = anIncident({
	startedAt: new Date('2026-03-02T09:10:00+08:00'),
	endedAt: new Date('2026-04-16T10:00:00+08:00'),
});
const at = (time: string) => (instant: Date) => instant <= new Date(`${time}+08:00`);

describe('support after an incident', () => {
	test.each([
		['2026-04-16T10:00:00', undefined],
		['2026-04-17T09:59:59', undefined],
		['2026-04-17T10:00:00', 'day'],
		['2026-04-23T09:59:59', 'day'],
		['2026-04-23T10:00:00', 'week'],
		['2026-05-16T09:59:59', 'week'],
		['2026-05-16T10:00:00', 'month'],
		['2026-05-30T09:59:59', 'month'],
		['2026-05-30T10:00:00', undefined],
		['2027-03-01T23:59:59', undefined],
		['2027-03-02T00:00:00', 'anniversary'],
		['2027-03-02T23:59:59', 'anniversary'],
		['2027-03-03T00:00:00', undefined],
		['2036-03-02T12:00:00', 'anniversary'],
		['2037-03-02T12:00:00', undefined],
	])('at %s is at the step %s', (time, step) => {
		expect(careNow(ended, at(time))?.step).toBe(step);
	});

	test('has no steps while the incident has no end', () => {
		expect(careMoments({ ...ended, endedAt: undefined })).toEqual([]);
	});

	test('recalls no anniversary where the county does not wish it', () => {
		expect(careNow({ ...ended, anniversaries: false }, at('2027-03-02T12:00:00'))).toBeUndefined();
	});

	test('comes at the end of a month that is too short for the same day', () => {
		const endedAt = new Date('2026-01-31T10:00:00+08:00');
		const month = careMoments({ ...ended, endedAt }).find(({ step }) => step === 'month');
		expect(month && toOffsetString(month.from)).toBe('2026-02-28T10:00:00+08:00');
	});

	test('remembers a 29 February on the 28th', () => {
		const startedAt = new Date('2024-02-29T09:00:00+08:00');
		const endedAt = new Date('2024-03-10T09:00:00+08:00');
		const first = careMoments({ ...ended, startedAt, endedAt }).find(({ year }) => year === 1);
		expect(first && toOffsetString(first.from)).toBe('2025-02-28T00:00:00+08:00');
	});

	test('leaves out the anniversaries of an incident that still goes on', () => {
		const long = { ...ended, endedAt: new Date('2027-06-01T10:00:00+08:00') };
		expect(careMoments(long).filter(({ year }) => year === 1)).toEqual([]);
	});
});

describe('the occasion for support', () => {
	const warning = (
		color: 'red' | 'orange' | 'yellow',
		state: 'current' | 'expired' = 'current',
	) => ({
		notice: aNotice({ category: 'warning', warningColor: color, hazard: 'flood' }),
		standing: state === 'current' ? { state, late: false } : { state },
	});
	const incident = { ...ended, ref: 'outbreak' };

	test.each([
		['red', 'current', 'warning'],
		['orange', 'current', 'warning'],
		['yellow', 'current', undefined],
		['red', 'expired', undefined],
	] as const)('of a %s warning that is %s is %s', (color, state, occasion) => {
		expect(careFor([warning(color, state)], [], () => true)?.occasion).toBe(occasion);
	});

	test('is the grave warning of today before what follows from yesterday', () => {
		const found = careFor([warning('red')], [incident], at('2026-04-18T10:00:00'));
		expect(found).toMatchObject({ occasion: 'warning', hazard: 'flood' });
	});

	test('is the step that began last, where several incidents have one', () => {
		const earlier = { ...incident, ref: 'earlier', endedAt: new Date('2026-04-09T10:00:00+08:00') };
		const found = careFor([], [earlier, incident], at('2026-04-18T10:00:00'));
		expect(found).toMatchObject({ occasion: 'day', ref: 'outbreak' });
	});
});

describe('the pages of support for an occasion', () => {
	const flood = {
		occasion: 'warning' as const,
		hazard: 'flood' as const,
		audience: ['everyone' as const],
		ref: 'june-flood',
	};
	const refs = (pages: Parameters<typeof supportFor>[0]) =>
		supportFor(pages, flood).map(({ ref }) => ref);

	test('are those that were written for it, never one that it can be dangerous to be seen with', () => {
		expect(
			refs([
				aSupportPage({ ref: 'later', occasions: ['month'] }),
				aSupportPage({ ref: 'violence', occasions: ['warning'], quickExit: true }),
				aSupportPage({ ref: 'now', occasions: ['warning'] }),
			]),
		).toEqual(['now']);
	});

	test('are none of another hazard or another incident', () => {
		expect(
			refs([
				aSupportPage({ ref: 'virus', occasions: ['warning'], hazards: ['infectious-disease'] }),
				aSupportPage({ ref: 'old', occasions: ['warning'], incident: 'last-year' }),
			]),
		).toEqual([]);
	});

	test('begin with this incident’s own, then this hazard’s, then those for its readers', () => {
		const occasions = ['warning' as const];
		expect(
			refs([
				aSupportPage({ ref: 'children', occasions, audience: ['children'] }),
				aSupportPage({ ref: 'everyone', occasions }),
				aSupportPage({ ref: 'flood', occasions, hazards: ['flood'] }),
				aSupportPage({ ref: 'own', occasions, incident: 'june-flood' }),
			]),
		).toEqual(['own', 'flood', 'everyone', 'children']);
	});
});

describe('the words to those who asked for them', () => {
	const wordsAfter = (endedAt: string) =>
		wordsOf(careMoments({ ...ended, endedAt: new Date(endedAt) })).map(({ step, from }) => [
			step,
			toOffsetString(from).slice(0, 16),
		]);

	test('come at the instant of their step, and on no anniversary', () => {
		expect(wordsAfter('2026-04-16T10:30:00+08:00')).toEqual([
			['day', '2026-04-17T10:30'],
			['week', '2026-04-23T10:30'],
			['month', '2026-05-16T10:30'],
		]);
	});

	test.each([
		['2026-04-16T03:00:00+08:00', '2026-04-17T09:00'],
		['2026-04-16T23:30:00+08:00', '2026-04-18T09:00'],
		['2026-04-16T21:00:00+08:00', '2026-04-18T09:00'],
		['2026-04-16T20:59:00+08:00', '2026-04-17T20:59'],
	])('wait for the morning after a night: of an end at %s', (endedAt, expected) => {
		expect(wordsAfter(endedAt)[0]).toEqual(['day', expected]);
	});
});
