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
			await all.add(aReport({ id: 'r-2', receiptHash: 'receipt-2', submission: 's' }));
			expect(await all.waitingCount()).toBe(1);
			expect(await all.byReceipt('receipt-1')).toBeUndefined();
			expect(await all.byReceipt('receipt-2')).toMatchObject({ id: 'r-1' });
		});

		test('changed and sent again by one browser is a report of its own', async () => {
			const all = reports(store().db);
			const second = { id: 'r-2', receiptHash: 'receipt-2', content: '明天停水' };
			await all.add(aReport({ submission: 's' }));
			await all.add(aReport({ ...second, submission: 's' }));
			expect((await all.waiting(9)).map((each) => each.content).sort()).toEqual(
				['今晚封城', '明天停水'].sort(),
			);
		});

		test('that calls for help waits, whatever was grouped before and after', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			await all.add(aReport());
			await all.add(aReport({ id: 'help-1', receiptHash: '2', crisis: true }));
			await all.group('r-1', 'i-1');
			await all.add(aReport({ id: 'help-2', receiptHash: '3', crisis: true }));
			expect((await all.waiting(9)).map((each) => each.id).sort()).toEqual(['help-1', 'help-2']);
		});

		test('that says too little stands alone', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			const one = aReport({ content: '❌', contentHash: undefined });
			await all.add(one);
			await all.add({ ...one, id: 'r-2', receiptHash: '2' });
			await all.group('r-1', 'i-1');
			expect(await all.add({ ...one, id: 'r-3', receiptHash: '3' })).toEqual({});
			expect(await all.waitingCount()).toBe(2);
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

	describe('a grouping', () => {
		const other = { ...anItem, id: 'i-2' };

		test('of two at once succeeds for one, and the other is told', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			await items(store().db).add(other);
			await all.add(aReport());
			const outcomes = await Promise.all([all.group('r-1', 'i-1'), all.group('r-1', 'i-2')]);
			expect(outcomes.map((each) => each.kind).sort()).toEqual(['grouped', 'grouped-already']);
		});

		test('into a new item leaves none when the report is grouped already', async () => {
			const all = reports(store().db);
			await all.add(aReport());
			expect(await all.open('r-1', anItem)).toMatchObject({ kind: 'grouped' });
			expect(await all.open('r-1', other)).toEqual({ kind: 'grouped-already', item: 'i-1' });
			expect(await all.open('r-9', other)).toEqual({ kind: 'no-such-report' });
			expect(await items(store().db).get('i-2')).toBeUndefined();
		});

		test('is undone for all reports of the text, and for no others', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			await all.add(aReport());
			await all.add(aReport({ id: 'r-2', receiptHash: '2' }));
			await all.add(aReport({ id: 'r-3', receiptHash: '3', contentHash: 'hash-3' }));
			await all.group('r-1', 'i-1');
			await all.group('r-3', 'i-1');
			expect(await all.ungroup('r-1')).toMatchObject({ item: 'i-1' });
			expect((await all.ofItem('i-1')).map((each) => each.id)).toEqual(['r-3']);
			expect(await all.add(aReport({ id: 'r-4', receiptHash: '4' }))).toEqual({});
			expect(await all.ungroup('r-9')).toBeUndefined();
		});

		test('moves to another item from the one it was seen in', async () => {
			const all = reports(store().db);
			await items(store().db).add(anItem);
			await items(store().db).add(other);
			await all.add(aReport());
			await all.group('r-1', 'i-1');
			expect(await all.group('r-1', 'i-2', 'i-1')).toMatchObject({ kind: 'grouped' });
			expect(await all.group('r-1', 'i-1', 'i-1')).toEqual({
				kind: 'grouped-already',
				item: 'i-2',
			});
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
