import { describe, expect, test } from 'vitest';
import { noon, someSettings } from '../../tests/builders.ts';
import {
	overdueReviews,
	type ReadinessColumn,
	type ReadinessFacts,
	type ReadyEntry,
	readinessBoard,
	readinessColumns,
	readinessCounts,
} from './readiness.ts';
import { allHotlines, type Hotline } from './settings.ts';

const [ambulance] = allHotlines(someSettings());

function aHotline(changes: Partial<Hotline>): Hotline {
	if (!ambulance) throw new Error('120 is always there');
	return { ...ambulance, ...changes };
}

function aPlan(changes: Partial<ReadyEntry> = {}): ReadyEntry {
	return {
		collection: 'guides',
		ref: 'flood-plan',
		title: '防汛预案',
		hazards: ['flood'],
		reviewBy: '2026-12-31',
		kind: 'plan',
		phase: 'readiness',
		...changes,
	};
}

function cell(column: ReadinessColumn, facts: Partial<ReadinessFacts>) {
	const [row] = readinessBoard({
		hazards: [{ hazard: 'flood', hotlines: [] }],
		entries: [],
		approvals: [],
		exercises: [],
		now: noon,
		...facts,
	});
	return row?.cells.find((each) => each.column === column);
}

test('a county that has nothing misses everything, for the hazards that concern it alone', () => {
	const hazards = [
		{ hazard: 'flood', hotlines: [] },
		{ hazard: 'heat', hotlines: [] },
	] as const;
	const facts = { entries: [], approvals: [], exercises: [], now: noon };
	const board = readinessBoard({ hazards, ...facts });
	expect(board.map(({ hazard }) => hazard)).toEqual(['flood', 'heat']);
	expect(board[0]?.cells.map(({ column }) => column)).toEqual(readinessColumns);
	expect(readinessCounts(board)).toEqual({
		present: 0,
		overdue: 0,
		missing: 2 * readinessColumns.length,
	});
});

describe('a plan', () => {
	test('is present to the end of the day of its review, and overdue from then on', () => {
		expect(cell('plan', { entries: [aPlan({ reviewBy: '2026-03-14' })] })?.state).toBe('present');
		expect(cell('plan', { entries: [aPlan({ reviewBy: '2026-03-13' })] })).toMatchObject({
			state: 'overdue',
			day: '2026-03-13',
		});
	});

	test('in date counts, whatever else is overdue', () => {
		const old = aPlan({ ref: 'old', reviewBy: '2025-01-01' });
		expect(cell('plan', { entries: [old, aPlan()] })).toMatchObject({
			state: 'present',
			entry: { ref: 'flood-plan' },
		});
	});

	test('fills its own phase and no other', () => {
		expect(cell('readiness', { entries: [aPlan()] })?.state).toBe('present');
		expect(cell('recovery', { entries: [aPlan()] })?.state).toBe('missing');
	});

	test('counts for each hazard that it names, and for no other', () => {
		const typhoon = aPlan({ hazards: ['typhoon'] });
		expect(cell('plan', { entries: [typhoon] })?.state).toBe('missing');
		const both = aPlan({ hazards: ['typhoon', 'flood'] });
		expect(cell('plan', { entries: [both] })?.state).toBe('present');
	});
});

test('a guide is no plan, and a support note no answer to a question', () => {
	const guide = aPlan({ kind: 'guide' });
	const { kind: _, phase: __, ...note } = aPlan({ collection: 'support' });
	expect(cell('plan', { entries: [guide, note] })?.state).toBe('missing');
	expect(cell('faq', { entries: [guide, note] })?.state).toBe('missing');
	expect(cell('support', { entries: [guide, note] })?.state).toBe('present');
});

describe('a text that lies ready', () => {
	const approval = { hazard: 'flood', kind: 'script', on: '2026-01-10', isSame: true } as const;

	test('is present once it was approved', () => {
		expect(cell('script', { approvals: [approval] })).toMatchObject({
			state: 'present',
			day: '2026-01-10',
		});
		expect(cell('poster', { approvals: [approval] })?.state).toBe('missing');
	});

	test('is to be approved again when its words have changed', () => {
		expect(cell('script', { approvals: [{ ...approval, isSame: false }] })?.state).toBe('overdue');
	});

	test('is to be approved again after a year', () => {
		const lastYear = { ...approval, on: '2025-03-13' };
		expect(cell('script', { approvals: [lastYear] })?.state).toBe('overdue');
		expect(cell('script', { approvals: [{ ...lastYear, on: '2025-03-14' }] })?.state).toBe(
			'present',
		);
	});
});

test('the last exercise counts for a year', () => {
	const held = (on: string) => ({ exercises: [{ hazard: 'flood', on } as const] });
	expect(cell('exercise', held('2025-03-14'))?.state).toBe('present');
	expect(cell('exercise', held('2025-03-13'))?.state).toBe('overdue');
	expect(cell('exercise', { exercises: [{ hazard: 'fire', on: '2026-03-01' }] })?.state).toBe(
		'missing',
	);
});

describe('a hotline', () => {
	const of = (...hotlines: readonly Hotline[]) =>
		({ hazards: [{ hazard: 'flood', hotlines }] }) as const;

	test('that nobody ever called is none', () => {
		expect(cell('hotline', of(aHotline({})))?.state).toBe('missing');
	});

	test('is overdue when it should have been called again', () => {
		const stale = aHotline({ verifiedOn: '2026-01-01', reviewBy: '2026-03-01' });
		expect(cell('hotline', of(stale))?.state).toBe('overdue');
		const fresh = aHotline({ verifiedOn: '2026-03-10', reviewBy: '2026-03-24' });
		expect(cell('hotline', of(stale, fresh))?.state).toBe('present');
	});
});

test('overdue reviews are told with the longest overdue first', () => {
	const entries = ['2026-03-01', '2027-01-01', '2025-06-01'].map((reviewBy) =>
		aPlan({ ref: `r-${reviewBy}`, reviewBy }),
	);
	expect(overdueReviews(entries, noon).map(({ ref }) => ref)).toEqual([
		'r-2025-06-01',
		'r-2026-03-01',
	]);
});
