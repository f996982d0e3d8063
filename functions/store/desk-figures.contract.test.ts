import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { acting, anItem, aReport, itemsWithReports } from '../../tests/desk-builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { deskFigureSource } from './desk-figures.ts';
import { doorAnswers } from './door-answers.ts';
import { items } from './items.ts';
import { reports } from './reports.ts';

eachStore((store) => {
	test('the figures are of items that somebody asked about since then', async () => {
		const { db } = store();
		await itemsWithReports(store(), 1);
		await items(db).add(anItem('nobody-asked', { state: 'answered' }));
		await items(db).add(anItem('earlier', { firstSeenAt: atHour(-48) }));
		await reports(db).add(aReport('old', { receivedAt: atHour(-48) }));
		await reports(db).group('old', 'earlier');
		const { items: found, counts } = await deskFigureSource(db, atHour(-1));
		expect(found).toMatchObject([{ harm: 2, spread: 3, firstSeenAt: noon, isClaim: true }]);
		expect(counts).toEqual({ reports: 1, answeredAtOnce: 0, foundAtDoor: 0, ungrouped: 0 });
	});

	test('merged items count once', async () => {
		const { work } = await itemsWithReports(store(), 2);
		await work.merge(acting(), { id: 'i-1', version: 1 }, { id: 'i-2', version: 1 });
		const { items: found, counts } = await deskFigureSource(store().db, atHour(-1));
		expect(found).toHaveLength(1);
		expect(counts.reports).toBe(2);
	});

	test('a report that came after the answer was answered at once; spam was not asked', async () => {
		const { items: known, reports: all } = await itemsWithReports(store(), 1);
		await known.change('i-1', 1, { state: 'answered', closedAt: atHour(1) });
		await all.add(aReport('later', { receivedAt: atHour(2) }));
		await all.group('later', 'i-1');
		const found = { item: 'i-1', language: 'zh-CN' } as const;
		for (const day of ['2026-03-12', '2026-03-14', '2026-03-15'])
			await doorAnswers(store().db).count({ ...found, day });
		await all.add(aReport('spam'));
		await all.setState('spam', 'spam');
		const { items: closed, counts } = await deskFigureSource(store().db, atHour(-1));
		expect(counts).toEqual({ reports: 2, answeredAtOnce: 1, foundAtDoor: 2, ungrouped: 0 });
		expect(closed[0]?.verdictAt).toEqual(atHour(1));
	});

	test('what was opened again since then is among them, with its own clock, and what nobody grouped is counted', async () => {
		const { items: known, reports: all } = await itemsWithReports(store(), 0);
		await known.add(anItem('old', { firstSeenAt: atHour(-48), clocksSince: noon }));
		await all.add(aReport('old', { receivedAt: atHour(-48) }));
		await all.group('old', 'old');
		await known.change('old', 1, { state: 'awaiting-source', waitsSince: atHour(1) });
		await all.add(aReport('alone'));
		const { items: found, counts } = await deskFigureSource(store().db, atHour(-1));
		expect(found).toMatchObject([{ clocksSince: noon, waitsSince: atHour(1) }]);
		expect(counts).toEqual({ reports: 1, answeredAtOnce: 0, foundAtDoor: 0, ungrouped: 1 });
	});

	test('what turned out to be no claim has no promised time', async () => {
		const { items: known } = await itemsWithReports(store(), 1);
		await known.change('i-1', 1, { state: 'not-a-claim', closedAt: atHour(1) });
		const { items: found } = await deskFigureSource(store().db, atHour(-1));
		expect(found[0]).toMatchObject({ isClaim: false, verdictAt: undefined });
	});
});
