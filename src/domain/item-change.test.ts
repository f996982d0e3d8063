import { describe, expect, test } from 'vitest';
import { changeBrings, itemDifferences } from './item-change.ts';

const noon = new Date('2026-03-14T12:00:00+08:00');
const later = new Date('2026-03-14T15:00:00+08:00');
const untouched = { state: 'unstarted', pausedMs: 0 } as const;

describe('a change of an item', () => {
	test('that tells askers something for the first time is the first answer', () => {
		expect(changeBrings(untouched, { state: 'checking' }, noon)).toMatchObject({
			firstAnsweredAt: noon,
		});
		const answered = { ...untouched, firstAnsweredAt: noon };
		expect(changeBrings(answered, { state: 'checking' }, later)).not.toHaveProperty(
			'firstAnsweredAt',
		);
	});

	test('of its claim or risk alone brings nothing with it', () => {
		expect(changeBrings(untouched, { claim: '新说法', harm: 3 }, noon)).toEqual({});
	});

	test('to waiting for a source stops the clocks, and out of it adds the time that passed', () => {
		const waits = changeBrings(untouched, { state: 'awaiting-source', waitsFor: '水务局' }, noon);
		expect(waits).toMatchObject({ waitsFor: '水务局', waitsSince: noon });
		const waiting = { state: 'awaiting-source', waitsSince: noon, pausedMs: 1000 } as const;
		expect(changeBrings(waiting, { state: 'checking' }, later)).toMatchObject({
			pausedMs: 1000 + 3 * 3_600_000,
			waitsFor: undefined,
			waitsSince: undefined,
		});
	});

	test('to waiting for another source keeps the time since when it waits', () => {
		const waiting = { state: 'awaiting-source', waitsSince: noon, pausedMs: 0 } as const;
		const asked = changeBrings(waiting, { state: 'awaiting-source', waitsFor: '水厂' }, later);
		expect(asked).toMatchObject({ waitsSince: noon, waitsFor: '水厂' });
		expect(asked).not.toHaveProperty('pausedMs');
	});

	test('that opens an answered item again keeps in mind over which answer', () => {
		const closed = { state: 'answered', pausedMs: 0 } as const;
		expect(changeBrings(closed, { state: 'unstarted' }, noon, 'answered/a/false/0')).toMatchObject({
			reopenedOver: 'answered/a/false/0',
			closedAt: undefined,
		});
		expect(changeBrings(closed, { state: 'answered' }, noon, 'x')).toMatchObject({
			closedAt: noon,
			reopenedOver: undefined,
		});
	});
});

test('an item that is opened again has its clocks begin anew, and one that stays open has not', () => {
	const closed = { ...untouched, state: 'referred', pausedMs: 900 } as const;
	expect(changeBrings(closed, { state: 'checking' }, noon)).toMatchObject({
		clocksSince: noon,
		pausedMs: 0,
	});
	expect(changeBrings(untouched, { state: 'checking' }, noon)).not.toHaveProperty('clocksSince');
	expect(changeBrings(closed, { state: 'answered' }, noon)).not.toHaveProperty('clocksSince');
});

describe('two moderators who changed an item at once', () => {
	const now = { claim: '停水两天', state: 'checking', harm: 2, spread: 3 };

	test('see what the other changed and what they wanted, and nothing that is the same', () => {
		const seen = { claim: '停水三天', state: 'unstarted', harm: 2, spread: 3 };
		expect(itemDifferences(seen, now, { claim: '停水一天', harm: 2 })).toEqual([
			{ field: 'claim', was: '停水三天', theirs: '停水两天', yours: '停水一天' },
			{ field: 'state', was: 'unstarted', theirs: 'checking' },
		]);
	});

	test('see what they wanted also where the other left it alone', () => {
		expect(itemDifferences({ harm: 2 }, now, { harm: 3 })).toEqual([
			{ field: 'harm', was: '2', theirs: '2', yours: '3' },
		]);
	});
});
