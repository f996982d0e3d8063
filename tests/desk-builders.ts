import { deskWork } from '../functions/store/desk-work.ts';
import { items, type NewItem } from '../functions/store/items.ts';
import { type NewReport, reports } from '../functions/store/reports.ts';
import type { Store } from '../functions/store/store.ts';
import { atHour, noon } from './builders.ts';

/** A report as it is stored; its text hash is its own unless given. */
export function aReport(id: string, changes: Partial<NewReport> = {}): NewReport {
	return {
		id,
		receiptHash: `receipt ${id}`,
		receivedAt: noon,
		language: 'zh-CN',
		channel: 'wechat-group',
		content: `今晚封城 ${id}`,
		contentHash: `text ${id}`,
		crisis: false,
		deleteAfter: atHour(1000),
		...changes,
	};
}

export function anItem(id: string, changes: Partial<NewItem> = {}): NewItem {
	return {
		id,
		claim: `说法 ${id}`,
		state: 'unstarted',
		harm: 2,
		spread: 3,
		firstSeenAt: noon,
		...changes,
	};
}

/** Li acts at noon, unless something else is said. */
export function acting(id = 'li', at = noon) {
	return { by: { id, name: id }, at };
}

/** Items with a report each, `i-1` with `r-1` and so on. */
export async function itemsWithReports(store: Pick<Store, 'db'>, count: number) {
	const all = { items: items(store.db), reports: reports(store.db), work: deskWork(store.db) };
	for (let number = 1; number <= count; number += 1) {
		await all.items.add(anItem(`i-${number}`));
		await all.reports.add(aReport(`r-${number}`));
		await all.reports.group(`r-${number}`, `i-${number}`);
	}
	return all;
}
