import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { items } from './items.ts';
import { type NewReport, reports } from './reports.ts';

function aReport(changes: Partial<NewReport> = {}): NewReport {
	return {
		id: 'r-1',
		receiptHash: 'receipt-1',
		receivedAt: noon,
		language: 'zh-CN',
		channel: 'wechat-group',
		content: '今晚封城',
		contentHash: 'hash-1',
		crisis: false,
		deleteAfter: atHour(100),
		...changes,
	};
}

const anItem = {
	id: 'i-1',
	claim: '今晚封城',
	state: 'unstarted' as const,
	harm: 2,
	spread: 3,
	firstSeenAt: noon,
};

eachStore((store) => {
	describe('a report', () => {
		test('with the text of a grouped one joins its item by itself', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			await all.add(aReport());
			await all.group('r-1', 'i-1');
			expect(await all.add(aReport({ id: 'r-2', receiptHash: 'receipt-2' }))).toEqual({
				item: 'i-1',
			});
			expect((await all.ofItem('i-1')).map((each) => each.id)).toEqual(['r-1', 'r-2']);
		});

		test('takes waiting reports of the same text along when it is grouped', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			await all.add(aReport());
			await all.add(aReport({ id: 'r-2', receiptHash: 'receipt-2' }));
			await all.group('r-1', 'i-1');
			expect(await all.waitingCount()).toBe(0);
		});

		test('sent twice by one browser is stored once', async () => {
			const all = reports(store().db);
			await all.add(aReport({ submission: 's' }));
			expect(await all.add(aReport({ id: 'r-2', receiptHash: 'receipt-2', submission: 's' }))).toBe(
				'repeated',
			);
			expect(await all.waitingCount()).toBe(1);
		});

		test('that calls for help comes first, then the oldest', async () => {
			const all = reports(store().db);
			await all.add(aReport({ id: 'old', receiptHash: '1', receivedAt: atHour(-2) }));
			await all.add(aReport({ id: 'new', receiptHash: '2', receivedAt: atHour(-1) }));
			await all.add(aReport({ id: 'help', receiptHash: '3', crisis: true }));
			expect((await all.waiting(10)).map((each) => each.id)).toEqual(['help', 'old', 'new']);
		});

		test('marked as spam waits no more, and can be taken back', async () => {
			const all = reports(store().db);
			await all.add(aReport());
			await all.setState('r-1', 'spam');
			expect(await all.waitingCount()).toBe(0);
			await all.setState('r-1', 'normal');
			expect(await all.waitingCount()).toBe(1);
		});

		test('is forgotten when its time is over', async () => {
			const all = reports(store().db);
			await all.add(aReport({ deleteAfter: atHour(1) }));
			expect(await all.forget(noon)).toBe(0);
			expect(await all.forget(atHour(1))).toBe(1);
			expect(await all.byReceipt('receipt-1')).toBeUndefined();
		});
	});

	describe('an item', () => {
		test('changed from a version that is not the newest is refused', async () => {
			const all = items(store().db);
			await all.add(anItem);
			expect(
				await all.change('i-1', 1, { state: 'checking', nextUpdateAt: atHour(5) }),
			).toMatchObject({
				version: 2,
				nextUpdateAt: atHour(5),
			});
			expect(await all.change('i-1', 1, { state: 'not-a-claim' })).toBe('conflict');
		});

		test('counts its reports', async () => {
			await items(store().db).add(anItem);
			const all = reports(store().db);
			await all.add(aReport());
			await all.group('r-1', 'i-1');
			expect(await items(store().db).list(10)).toMatchObject([
				{ id: 'i-1', reports: 1, lastSeenAt: noon },
			]);
		});
	});
});
