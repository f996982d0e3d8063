import { describe, expect, test } from 'vitest';
import { aPublishedIncident, atHour, noon } from '../../tests/builders.ts';
import {
	type PurgeCounts,
	protocolText,
	purgedKinds,
	purgedTotal,
	purgeScope,
} from './incident-purge.ts';

const outbreak = aPublishedIncident({ items: ['i-1'] });

describe('what belongs to an incident', () => {
	test('is nobody’s to delete while it goes on', () => {
		expect(purgeScope({ ...outbreak, over: false }, [])).toBeUndefined();
	});

	test('is also what came while it alone went on', () => {
		const before = aPublishedIncident({ ref: 'old', startedAt: atHour(-90), endedAt: atHour(-80) });
		const scope = purgeScope(outbreak, [outbreak, before]);
		expect(scope?.period).toEqual({ from: atHour(-48), until: atHour(-24) });
	});

	test.each([
		['still goes on', { startedAt: atHour(-90), endedAt: undefined, over: false }],
		['ended within it', { startedAt: atHour(-90), endedAt: atHour(-40) }],
		['began within it', { startedAt: atHour(-30), endedAt: atHour(-2) }],
	])('is only what its own responses answer, where another one %s', (_, changes) => {
		const other = aPublishedIncident({ ref: 'flood', items: ['i-9'], ...changes });
		const scope = purgeScope(outbreak, [outbreak, other]);
		expect(scope).toMatchObject({ items: ['i-1'], otherItems: ['i-9'] });
		expect(scope?.period).toBeUndefined();
	});
});

test('a report and its own receipt are counted as one in all, receipts of copies beside them', () => {
	const none = Object.fromEntries(purgedKinds.map((kind) => [kind, 0])) as PurgeCounts;
	expect(purgedTotal(none)).toBe(0);
	expect(purgedTotal({ ...none, reports: 3, receipts: 3 })).toBe(3);
	expect(purgedTotal({ ...none, reports: 3, receipts: 5, ticks: 2 })).toBe(7);
});

test('a protocol says how much of what was deleted by which rule, when, and by which account', () => {
	const counts: PurgeCounts = {
		reports: 3,
		receipts: 4,
		watches: 1,
		images: 0,
		comments: 2,
		ticks: 0,
		links: 0,
		hearers: 0,
		'point-reports': 0,
	};
	const scope = purgeScope(outbreak, [outbreak]);
	if (!scope) throw new Error('it is over');
	const about = { scope, title: outbreak.title, counts, at: noon, by: 'account-7', key: 'k' };
	const said = JSON.parse(protocolText(about)) as { deleted: { kind: string; count: number }[] };
	expect(said).toMatchObject({
		incident: 'outbreak',
		purgedAt: '2026-03-14T12:00:00+08:00',
		by: 'account-7',
	});
	expect(said.deleted.map(({ kind, count }) => [kind, count])).toEqual(Object.entries(counts));
});
