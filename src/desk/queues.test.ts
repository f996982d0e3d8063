import { describe, expect, test } from 'vitest';
import type { Order } from '../domain/desk-order.ts';
import type { DeskItem, DeskReport } from './api.ts';
import type { DeskRows } from './desk-rows.ts';
import {
	filtered,
	foundElsewhere,
	idsOf,
	isSuspect,
	type Look,
	noFilter,
	promised,
	type QueueName,
	queueCounts,
	queueRows,
	rankedOf,
} from './queues.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 14, hour)).toISOString();
const now = Date.parse(at(10));
const rowsOf = (desk: DeskRows, queue: QueueName, look: Partial<Look> = {}) =>
	queueRows(desk, queue, { order: 'urgency', now, ...look });

function anItem(id: string, changes: Partial<DeskItem> = {}): DeskItem {
	return {
		id,
		claim: `说法${id}`,
		state: 'unstarted',
		risk: 'medium',
		harm: 2,
		spread: 2,
		version: 1,
		reports: 1,
		askers: 1,
		recentAskers: 1,
		firstSeenAt: at(0),
		due: {},
		...changes,
	};
}

function aReport(id: string, changes: Partial<DeskReport> = {}): DeskReport {
	return {
		id,
		content: `线索${id}`,
		channel: 'other',
		crisis: false,
		receivedAt: at(0),
		standing: 'proven',
		...changes,
	};
}

function aDesk(items: readonly DeskItem[], reports: readonly DeskReport[] = []): DeskRows {
	const me = { id: 'li', sorts: true, publishes: false };
	return {
		mark: 1,
		complete: true,
		items: new Map(items.map((item) => [item.id, item])),
		reports: new Map(reports.map((report) => [report.id, report])),
		frame: {
			waitingCount: reports.length,
			asideCount: 4,
			people: {},
			locks: [],
			standings: {},
			exerciseRuns: false,
			me,
			choices: { issuers: [], topics: [], areas: [] },
		},
	};
}
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('a queue of items', () => {
	const items = [
		anItem('many', { reports: 500, firstSeenAt: at(1) }),
		anItem('due', { due: { verdict: at(9) }, firstSeenAt: at(2) }),
		anItem('spreading', { recentAskers: 40, lastSeenAt: at(9), firstSeenAt: at(3) }),
		anItem('was spreading', { recentAskers: 90, lastSeenAt: at(5), firstSeenAt: at(4) }),
		anItem('old', { firstSeenAt: at(0) }),
		anItem('grave', { risk: 'high', firstSeenAt: at(4) }),
	];

	test('is ordered by clock, then risk, then how fast it spreads now, then age, and never by the count', () => {
		expect(ids(rowsOf(aDesk(items), 'open'))).toEqual([
			'due',
			'grave',
			'spreading',
			'old',
			'many',
			'was spreading',
		]);
	});

	test('can put each of the others first', () => {
		const first = (order: Order) => ids(rowsOf(aDesk(items), 'open', { order }))[0];
		expect([first('risk'), first('due'), first('spread'), first('age')]).toEqual([
			'grave',
			'due',
			'spreading',
			'old',
		]);
	});

	test('holds what is still to be done, and closed items have one of their own', () => {
		const desk = aDesk([anItem('a'), anItem('b', { state: 'answered' })]);
		expect(ids(rowsOf(desk, 'open'))).toEqual(['a']);
		expect(ids(rowsOf(desk, 'closed'))).toEqual(['b']);
	});
});

test('of several promises the earliest counts, and a closed item has none', () => {
	const due = { holdingLine: at(3), verdict: at(8) };
	expect(promised(anItem('a', { due, nextUpdateAt: at(5) }))).toBe(Date.parse(at(3)));
	expect(promised(anItem('a', { due, state: 'answered' }))).toBe(Number.POSITIVE_INFINITY);
});

describe('a queue of reports', () => {
	const reports = [
		aReport('new', { receivedAt: at(5) }),
		aReport('old', { receivedAt: at(1), area: '云溪镇' }),
		aReport('help', { receivedAt: at(9), crisis: true }),
	];

	test('begins with calls for help, and goes on with the oldest', () => {
		expect(ids(rowsOf(aDesk([], reports), 'waiting'))).toEqual(['help', 'old', 'new']);
	});

	test('puts who did the work before who did not, and both before a flood, however late they come', () => {
		const flood = [
			aReport('flood', { receivedAt: at(0), standing: 'suspect' }),
			aReport('no script', { receivedAt: at(1), standing: 'unproven' }),
			aReport('help in a flood', { receivedAt: at(2), standing: 'suspect', crisis: true }),
			aReport('proven', { receivedAt: at(8) }),
			aReport('help', { receivedAt: at(9), crisis: true, standing: 'unproven' }),
		];
		const rows = rowsOf(aDesk([], flood), 'waiting');
		expect(ids(rows)).toEqual(['help', 'help in a flood', 'proven', 'no script', 'flood']);
		expect(ids(rows.filter(isSuspect))).toEqual(['flood']);
		expect(queueCounts(aDesk([], flood)).waiting).toBe(4);
	});

	test('that is filtered never hides a call for help', () => {
		const rows = rowsOf(aDesk([], reports), 'waiting');
		expect(ids(filtered(rows, { ...noFilter, text: '线索new' }))).toEqual(['help', 'new']);
		expect(ids(filtered(rows, { ...noFilter, area: '云溪镇' }))).toEqual(['help', 'old']);
	});
});

describe('reports that say the same', () => {
	const same = (id: string, changes: Partial<DeskReport> = {}) =>
		aReport(id, { fold: 'f', receivedAt: at(8), from: id, ...changes });
	const reports = [
		aReport('old'),
		same('a', { due: at(10) }),
		same('b', { standing: 'unproven', area: '云溪镇', content: '说的是停水' }),
		same('c'),
		same('flood', { standing: 'suspect' }),
	];

	test('are one line, as urgent as the most urgent of them', () => {
		const [line] = rowsOf(aDesk([], reports), 'waiting');
		expect(line && idsOf(line)).toEqual(['a', 'b', 'c', 'flood']);
		expect(line && isSuspect(line)).toBe(false);
	});

	test('spread by different askers of the last hours, of whom none is of a flood', () => {
		const again = [
			...reports,
			same('c again', { from: 'c' }),
			same('before', { receivedAt: at(6) }),
		];
		const [line] = rowsOf(aDesk([], again), 'waiting');
		expect(line && rankedOf(line, now).recentAskers).toBe(3);
	});

	test('are found by the words and the township of any of them', () => {
		const rows = rowsOf(aDesk([], reports), 'waiting');
		expect(ids(filtered(rows, { ...noFilter, text: '停水' }))).toEqual(['a']);
		expect(ids(filtered(rows, { ...noFilter, area: '云溪镇' }))).toEqual(['a']);
		expect(foundElsewhere(aDesk([], reports), rows, '停水')).toBe(0);
	});

	test('stand alone when somebody took them apart', () => {
		const rows = rowsOf(aDesk([], reports), 'waiting', { apart: new Set(['b']) });
		expect(rows.map((row) => idsOf(row).length).sort()).toEqual([1, 1, 3]);
	});

	test('are counted one by one', () => {
		expect(queueCounts(aDesk([], reports)).waiting).toBe(4);
	});
});

test('what is mine is found among reports and items', () => {
	const desk = aDesk(
		[anItem('a', { assignee: 'li' }), anItem('b')],
		[aReport('r', { assignee: 'li' })],
	);
	expect(ids(rowsOf(desk, 'mine'))).toEqual(['r', 'a']);
	expect(queueCounts(desk)).toEqual({
		waiting: 1,
		open: 2,
		mine: 2,
		closed: 0,
		aside: 4,
		all: 3,
	});
});

test('what is looked for is found in whichever queue it stands', () => {
	const desk = aDesk(
		[anItem('a', { claim: '石门乡停水' }), anItem('b', { claim: '全县停水', state: 'answered' })],
		[aReport('r', { content: '听说要停水' }), aReport('help', { crisis: true })],
	);
	const wanted = { ...noFilter, text: '停水' };
	const here = filtered(rowsOf(desk, 'open'), wanted);
	expect(foundElsewhere(desk, here, '停水')).toBe(2);
	expect(foundElsewhere(desk, here, '')).toBe(0);
	const found = filtered(rowsOf(desk, 'all'), wanted);
	expect(ids(found).sort()).toEqual(['a', 'b', 'help', 'r']);
});

test('what was set aside is listed as it came, last first, and nothing of it waits', () => {
	const aside = [aReport('last', { aside: 'spam' }), aReport('first', { aside: 'trashed' })];
	expect(ids(rowsOf(aDesk([]), 'aside', { aside }))).toEqual(['last', 'first']);
	expect(rowsOf(aDesk([]), 'waiting', { aside })).toEqual([]);
});
