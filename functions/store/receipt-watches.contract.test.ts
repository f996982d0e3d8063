import { beforeEach, describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { items } from './items.ts';
import { type NewReceiptWatch, receiptWatches } from './receipt-watches.ts';
import { reports } from './reports.ts';
import { subscriptions } from './subscriptions.ts';

const phone = 'https://push.example/phone';
const keys = { p256dh: 'p', auth: 'a' };

function aWatch(changes: Partial<NewReceiptWatch> = {}): NewReceiptWatch {
	return {
		report: 'r-1',
		endpoint: phone,
		keys,
		vapidKeyId: 1,
		language: 'zh-CN',
		told: 'received',
		...changes,
	};
}

eachStore((store) => {
	const watches = () => receiptWatches(store().db);
	const only = async () => {
		const [watch, ...others] = await watches().all();
		if (!watch || others.length > 0) throw new Error('there is not one watch');
		return watch;
	};

	beforeEach(async () => {
		for (const id of ['r-1', 'r-2'])
			await reports(store().db).add({
				id,
				receiptHash: id,
				receivedAt: noon,
				language: 'zh-CN',
				channel: 'other',
				content: id,
				contentHash: id,
				crisis: false,
				deleteAfter: atHour(100),
			});
	});

	describe('a watch', () => {
		test('is beside the item that its report is in', async () => {
			await watches().save(aWatch());
			expect((await only()).item).toBeUndefined();
			const state = 'referred';
			await items(store().db).add({
				id: 'i-1',
				claim: '断水',
				state,
				referredTo: '12345',
				harm: 1,
				spread: 1,
				firstSeenAt: noon,
			});
			await reports(store().db).group('r-1', 'i-1');
			expect(await only()).toMatchObject({
				report: 'r-1',
				told: 'received',
				item: { id: 'i-1', state, referredTo: '12345' },
				deleteAfter: atHour(100),
			});
		});

		test('of a browser that asks again is one, with what it says now', async () => {
			await watches().save(aWatch());
			await watches().save(
				aWatch({ language: 'en', told: 'checking', keys: { ...keys, auth: 'b' } }),
			);
			const watch = await only();
			expect(watch.told).toBe('checking');
			expect(await watches().claim(watch, noon, atHour(1))).toEqual({
				endpoint: phone,
				keys: { p256dh: 'p', auth: 'b' },
				vapidKeyId: 1,
				language: 'en',
				attempts: 1,
			});
		});

		test('is taken back, and may be again', async () => {
			await watches().save(aWatch());
			expect(await watches().has(phone, 'r-1')).toBe(true);
			await watches().remove(phone, 'r-2');
			expect(await watches().has(phone, 'r-1')).toBe(true);
			await watches().remove(phone, 'r-1');
			await watches().remove(phone, 'r-1');
			expect(await watches().has(phone, 'r-1')).toBe(false);
		});

		test('is taken back with all others of its browser', async () => {
			await watches().save(aWatch());
			await watches().save(aWatch({ report: 'r-2' }));
			await watches().save(aWatch({ endpoint: `${phone}/2` }));
			expect(await watches().has(phone)).toBe(true);
			await watches().remove(phone);
			expect(await watches().has(phone)).toBe(false);
			expect(await watches().all()).toHaveLength(1);
		});

		test('goes with its report', async () => {
			await watches().save(aWatch());
			await reports(store().db).forget(atHour(100));
			expect(await watches().all()).toEqual([]);
			expect(await watches().save(aWatch())).toBe('unknown');
		});

		test('goes with the address, whatever it waits for', async () => {
			await watches().save(aWatch());
			await watches().save(aWatch({ report: 'r-2' }));
			await subscriptions(store().db).remove(phone);
			expect(await watches().all()).toEqual([]);
		});

		test('of a fourth browser is not kept, and the first three may ask again', async () => {
			const saved = await Promise.all(
				[1, 2, 3, 4].map((each) => watches().save(aWatch({ endpoint: `${phone}/${each}` }))),
			);
			expect(saved.toSorted()).toEqual(['full', 'saved', 'saved', 'saved']);
			const first = saved.indexOf('saved') + 1;
			expect(await watches().save(aWatch({ endpoint: `${phone}/${first}` }))).toBe('saved');
			expect(await watches().all()).toHaveLength(3);
		});
	});

	describe('a claim', () => {
		test('is given to one sender, until it is over', async () => {
			await watches().save(aWatch());
			const watch = await only();
			const claims = [1, 2].map(() => watches().claim(watch, noon, atHour(1)));
			expect((await Promise.all(claims)).filter((each) => each)).toHaveLength(1);
			expect((await watches().claim(watch, atHour(1), atHour(2)))?.attempts).toBe(2);
		});

		test('is refused when something was told since the watch was read', async () => {
			await watches().save(aWatch());
			const watch = await only();
			await watches().setTold(watch, 'checking');
			expect(await watches().claim(watch, noon, atHour(1))).toBeUndefined();
		});

		test('that failed is due when it is put off to', async () => {
			await watches().save(aWatch());
			const watch = await only();
			await watches().claim(watch, noon, atHour(1));
			await watches().putOff(watch, atHour(6));
			expect((await only()).dueAt).toEqual(atHour(6));
			await watches().setTold(watch, 'checking');
			expect((await watches().claim(await only(), noon, atHour(1)))?.attempts).toBe(1);
		});
	});

	describe('an address', () => {
		test('is used while it waits for an answer or for alerts', async () => {
			const choices = { topics: [], areas: [], severity: 'all', language: 'zh-CN' } as const;
			expect(await watches().isUsed(phone)).toBe(false);
			await watches().save(aWatch());
			expect(await watches().isUsed(phone)).toBe(true);
			await watches().remove(phone, 'r-1');
			await subscriptions(store().db).save(
				{ endpoint: phone, keys, vapidKeyId: 1, ...choices },
				noon,
			);
			expect(await watches().isUsed(phone)).toBe(true);
		});

		test('that moves goes on waiting under the new one, once for each report', async () => {
			const moved = { endpoint: `${phone}/new`, keys: { p256dh: 'q', auth: 'b' }, vapidKeyId: 2 };
			await watches().save(aWatch());
			await watches().save(aWatch({ report: 'r-2' }));
			await watches().save(aWatch({ report: 'r-2', ...moved }));
			expect(await subscriptions(store().db).move(phone, moved, noon)).toBe(true);
			expect(await watches().isUsed(phone)).toBe(false);
			const all = await watches().all();
			expect(all.map(({ report }) => report).sort()).toEqual(['r-1', 'r-2']);
			const [first] = all;
			const claimed = first && (await watches().claim(first, noon, atHour(1)));
			expect(claimed).toMatchObject(moved);
			expect(await subscriptions(store().db).move(phone, moved, noon)).toBe(false);
		});

		test('that is gone waits for nothing, and others do', async () => {
			await watches().save(aWatch());
			await watches().save(aWatch({ report: 'r-2', endpoint: `${phone}/2` }));
			const watch = (await watches().all()).find((each) => each.report === 'r-1');
			await watches().forgetBrowser(watch?.browser ?? '');
			expect((await only()).report).toBe('r-2');
		});
	});
});
