import { expect, test } from 'vitest';
import type { DeskItem, DeskReport, StateAnswer } from './api.ts';
import { withAnswer, withoutReports } from './desk-rows.ts';

function anAnswer(changes: Partial<StateAnswer> = {}): StateAnswer {
	return {
		mark: 5,
		whole: true,
		items: [],
		reports: [],
		gone: { items: [], reports: [] },
		waitingCount: 0,
		asideCount: 0,
		people: {},
		locks: [],
		standings: {},
		exerciseRuns: false,
		me: { id: 'li', sorts: true, publishes: false },
		choices: { issuers: [], topics: [], areas: [] },
		...changes,
	};
}
const item = (id: string) => ({ id }) as DeskItem;
const report = (id: string) => ({ id }) as DeskReport;

test('everything comes in pages, and what changed meanwhile is asked for from the first mark on', () => {
	const next = { items: '9~b', reports: 'end' };
	const first = withAnswer(undefined, anAnswer({ items: [item('a')], next }));
	expect(first.complete).toBe(false);
	const all = withAnswer(first, anAnswer({ mark: 8, items: [item('b')] }));
	expect([...all.items.keys()]).toEqual(['a', 'b']);
	expect(all).toMatchObject({ complete: true, mark: 5 });
});

test('changes replace rows, add rows and take rows away', () => {
	const known = withAnswer(undefined, anAnswer({ items: [item('a')], reports: [report('r')] }));
	const changed = anAnswer({
		whole: false,
		mark: 9,
		items: [item('b')],
		gone: { items: ['a'], reports: ['r'] },
	});
	const after = withAnswer(known, changed);
	expect([...after.items.keys()]).toEqual(['b']);
	expect(after.reports.size).toBe(0);
	expect(after).toMatchObject({ mark: 9, complete: true });
});

test('a server that begins anew is believed', () => {
	const known = withAnswer(undefined, anAnswer({ items: [item('a')], mark: 900 }));
	const anew = withAnswer(known, anAnswer({ items: [item('c')], mark: 2 }));
	expect([...anew.items.keys()]).toEqual(['c']);
	expect(anew.mark).toBe(2);
});

test('a report that was just sorted leaves the list at once', () => {
	const known = withAnswer(undefined, anAnswer({ reports: [report('r'), report('s')] }));
	expect([...withoutReports(known, ['r']).reports.keys()]).toEqual(['s']);
});
