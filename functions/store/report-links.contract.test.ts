import { expect, test } from 'vitest';
import { atHour } from '../../tests/builders.ts';
import { anItem, aReport } from '../../tests/desk-builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { items } from './items.ts';
import { reportLinks } from './report-links.ts';
import { reports } from './reports.ts';

eachStore((store) => {
	async function aGroupedReport(id: string, linkHashes: readonly string[], hours = 0) {
		const { db } = store();
		await items(db).add(anItem('item'));
		await reports(db).add(aReport(id, { linkHashes, receivedAt: atHour(hours) }));
		await reports(db).group(id, 'item');
	}

	test('reports that point at the same page are found, the newest first', async () => {
		await aGroupedReport('a', ['page', 'other']);
		await aGroupedReport('b', ['page'], 1);
		const found = await reportLinks(store().db).reportsWith(['page', 'other']);
		expect(found.slice(0, 2).map(({ content }) => content)).toEqual(['今晚封城 b', '今晚封城 a']);
		expect(await reportLinks(store().db).reportsWith(['nowhere'])).toEqual([]);
	});

	test('what nobody has grouped, and what is spam, says nothing of a page', async () => {
		await reports(store().db).add(aReport('waiting', { linkHashes: ['page'] }));
		await aGroupedReport('spam', ['page']);
		await reports(store().db).setState('spam', 'spam');
		expect(await reportLinks(store().db).reportsWith(['page'])).toEqual([]);
	});

	test('links go with their report', async () => {
		await aGroupedReport('a', ['page']);
		await reports(store().db).forget(atHour(2000));
		expect(await store().db.selectFrom('report_links').selectAll().execute()).toEqual([]);
	});
});
