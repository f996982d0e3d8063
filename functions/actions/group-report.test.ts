import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { acting } from '../../tests/desk-builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { deskWork } from '../store/desk-work.ts';
import { items } from '../store/items.ts';
import { reports } from '../store/reports.ts';
import { groupReport, openItem, ungroupReport } from './group-report.ts';

const store = freshSqlite();
const newItem = { claim: '封城', harm: 2, spread: 2 };

async function withOneReport() {
	const audited: string[] = [];
	const { db } = store();
	const append = async ({ action }: { readonly action: string }) => {
		audited.push(action);
	};
	const parts = {
		reports: reports(db),
		items: items(db),
		audit: { append },
		learn: () => undefined,
		unlearn: () => undefined,
		unlearnItem: () => undefined,
		work: deskWork(db),
		acting: acting('s-1', noon),
	};
	await parts.reports.add({
		id: 'r-1',
		receiptHash: 'receipt-1',
		receivedAt: noon,
		language: 'zh-CN',
		channel: 'other',
		content: '今晚封城',
		contentHash: 'hash-1',
		crisis: false,
		deleteAfter: noon,
	});
	return { parts, audited };
}

test('of two moderators who open an item at once, one does, and no empty item is left', async () => {
	const { parts } = await withOneReport();
	const kinds = await Promise.all([
		openItem(parts, 'r-1', newItem),
		openItem(parts, 'r-1', newItem),
	]);
	expect(kinds.map(({ kind }) => kind).sort()).toEqual(['grouped', 'grouped-already']);
	expect(await parts.items.list(9)).toHaveLength(1);
});

test('a wrong grouping is undone, and both are on record', async () => {
	const { parts, audited } = await withOneReport();
	await openItem(parts, 'r-1', newItem);
	expect(await ungroupReport(parts, 'r-1')).toEqual({ kind: 'waiting' });
	expect(await parts.reports.waitingCount()).toBe(1);
	expect(audited).toEqual(['report.grouped', 'report.ungrouped']);
});

test('a report moves on from the item in which it was seen', async () => {
	const { parts } = await withOneReport();
	const first = await openItem(parts, 'r-1', newItem);
	await parts.items.add({ ...newItem, id: 'i-2', state: 'unstarted', firstSeenAt: noon });
	const from = first.kind === 'grouped' ? first.item : '';
	expect(await groupReport(parts, 'r-1', 'i-2')).toEqual({ kind: 'grouped-already', item: from });
	expect(await groupReport(parts, 'r-1', 'i-2', { from })).toMatchObject({
		kind: 'grouped',
		item: 'i-2',
	});
});

test('what is not there is said', async () => {
	const { parts } = await withOneReport();
	expect(await ungroupReport(parts, 'r-9')).toEqual({ kind: 'no-such-report' });
	expect(await groupReport(parts, 'r-1', 'i-9')).toEqual({ kind: 'no-such-item' });
});
