import { describe, expect, test } from 'vitest';
import type { Severity } from '../../src/domain/cap-values.ts';
import { severityChoices, severityRank } from '../../src/domain/severity-choice.ts';
import { anAnnouncement, atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import type { AlertBatch } from './alert-batches.ts';
import { alerts } from './alerts.ts';
import { outcomeAt, type SettledOutcome, settle } from './outcome-masks.ts';
import { preparedKeys } from './prepared-keys.ts';
import { pushOrigins } from './push-origins.ts';
import { subscriptions } from './subscriptions.ts';

const announcement = anAnnouncement({
	areas: ['999900'],
	topics: ['health'],
	expires: atHour(5),
	texts: { 'zh-CN': { title: '标题', body: '摘要', path: '/notices/n-1/' } },
});
const key = 'notices/n-1/1/issue';
const times = { at: noon, deadline: atHour(5) };
/** Subscriptions of one push service. */
const at = (...seqs: readonly number[]) =>
	seqs.map((seq) => ({ seq, origin: 'https://a.example' }));

/** What is known of a batch when its first subscriptions, in order, ended so. */
function known(batch: AlertBatch, ...outcomes: readonly (SettledOutcome | undefined)[]) {
	const masks = Uint8Array.from(batch.masks);
	for (const [offset, outcome] of outcomes.entries()) if (outcome) settle(masks, offset, outcome);
	return { masks };
}

eachStore((store) => {
	const ledgerOf = () => alerts(store().db, store().engine);
	/** A ledger with one alert of which some subscriptions are in one batch, and that batch. */
	async function withBatch(...seqs: readonly number[]) {
		const ledger = ledgerOf();
		await ledger.begin(announcement, times);
		await ledger.cut(key, { after: 0, upTo: seqs.at(-1) ?? 0 }, at(...seqs), noon);
		const batch = await ledger.claim(noon, atHour(1));
		if (!batch) throw new Error('a batch was due');
		return { ledger, batch };
	}

	describe('the ledger', () => {
		test('gives a batch to one sender until its lease is over', async () => {
			const { ledger, batch } = await withBatch(7, 9);
			expect([batch.firstSeq, outcomeAt(batch.masks, 0), outcomeAt(batch.masks, 2)]).toEqual([
				7,
				'pending',
				'pending',
			]);
			expect(await ledger.claim(noon, atHour(1))).toBeUndefined();
			expect((await ledger.claim(atHour(1), atHour(2)))?.attempts).toBe(2);
		});

		test('gives a batch that a clock of the future had put off', async () => {
			const { ledger, batch } = await withBatch(1);
			await ledger.release(batch, known(batch), atHour(9000));
			expect(await ledger.claim(atHour(8980), atHour(8981))).toBeUndefined();
			expect(await ledger.claim(atHour(1), atHour(2))).toBeDefined();
		});

		test('gives a batch that was begun again at once after a stop', async () => {
			const { ledger, batch } = await withBatch(1);
			await ledger.saveResults(batch, known(batch), atHour(1));
			await ledger.freeLeases(noon);
			expect((await ledger.claim(noon, atHour(1)))?.attempts).toBe(2);
		});

		test('leaves a batch to another process of a shared store when the clock of this one was put back', async () => {
			const { ledger, batch } = await withBatch(1);
			const inTwoMinutes = new Date(noon.getTime() + 120_000);
			await ledger.saveResults(batch, known(batch), inTwoMinutes);
			await ledger.freeLeases(noon);
			const isShared = store().engine === 'postgres';
			expect((await ledger.claim(noon, atHour(1))) === undefined).toBe(isShared);
		});

		test('takes subscriptions once when two senders cut the same alert', async () => {
			const ledger = ledgerOf();
			await ledger.begin(announcement, times);
			const both = [0, 1].map(() => ledger.cut(key, { after: 0, upTo: 2 }, at(1, 2), noon));
			expect((await Promise.all(both)).sort()).toEqual([false, true]);
			expect(await ledger.counts(key)).toMatchObject({ total: 2 });
		});

		test('gives nothing of a push service that is left alone', async () => {
			const ledger = ledgerOf();
			await ledger.begin(announcement, times);
			await ledger.cut(
				key,
				{ after: 0, upTo: 2 },
				[...at(1), { seq: 2, origin: 'https://b.example' }],
				noon,
			);
			const batch = await ledger.claim(noon, atHour(1), ['https://a.example']);
			expect(batch?.origin).toBe('https://b.example');
			expect(await ledger.claim(noon, atHour(1), ['https://a.example'])).toBeUndefined();
		});

		test('gives what is due, however many hosts that somebody made up are left alone', async () => {
			const { ledger, batch } = await withBatch(1);
			await ledger.release(batch, known(batch), noon);
			const madeUp = Array.from({ length: 70_000 }, (_, each) => `https://h${each}.example`);
			expect(await ledger.claim(noon, atHour(1), madeUp)).toBeDefined();
		});

		test('gives the gravest alert first, whichever began first', async () => {
			const ledger = ledgerOf();
			const grave = { ...announcement, ref: 'n-2', warningColor: 'red' as const };
			for (const each of [announcement, grave]) await ledger.begin(each, times);
			await ledger.cut(key, { after: 0, upTo: 1 }, at(1), noon);
			await ledger.cut('notices/n-2/1/issue', { after: 0, upTo: 1 }, at(1), atHour(1));
			expect((await ledger.claim(atHour(2), atHour(3)))?.alertKey).toBe('notices/n-2/1/issue');
		});

		test('knows who was told of a notice, or still will be, and not who could not be', async () => {
			const { ledger, batch } = await withBatch(1, 2, 3, 4);
			const outcomes = known(batch, 'delivered', undefined, 'gone', 'expired');
			await ledger.saveResults(batch, outcomes, atHour(1));
			const all = { after: 0, upTo: 99 };
			expect([...(await ledger.told(['n-1'], all))].sort()).toEqual([1, 2]);
			expect([...(await ledger.told(['n', 'n-2'], all))]).toEqual([]);
			expect([...(await ledger.told([], all))]).toEqual([]);
			expect([...(await ledger.told(['n-1'], { after: 4, upTo: 99 }))]).toEqual([]);
		});

		test('keeps what was confirmed when the rest is sent again', async () => {
			const { ledger, batch } = await withBatch(1, 2);
			await ledger.saveResults(batch, known(batch, 'delivered'), atHour(1));
			const again = await ledger.claim(atHour(1), atHour(2));
			expect(again && [0, 1].map((offset) => outcomeAt(again.masks, offset))).toEqual([
				'delivered',
				'pending',
			]);
		});

		test('takes nothing more from a sender whose batch another has taken since', async () => {
			const { ledger, batch } = await withBatch(1, 2);
			const later = await ledger.claim(atHour(1), atHour(2));
			if (!later) throw new Error('the lease was over');
			await ledger.saveResults(later, known(later, 'delivered'), atHour(2));
			expect(await ledger.saveResults(batch, known(batch), atHour(9))).toBe(false);
			await ledger.release(batch, known(batch), noon);
			expect((await ledger.counts(key)).delivered).toBe(1);
			expect(await ledger.claim(atHour(1.5), atHour(3))).toBeUndefined();
		});

		test('lets whoever writes results keep the batch', async () => {
			const { ledger, batch } = await withBatch(1, 2);
			expect(await ledger.saveResults(batch, known(batch, 'delivered'), atHour(3))).toBe(true);
			expect(await ledger.claim(atHour(2), atHour(4))).toBeUndefined();
		});

		test('adds up, ends an alert when nothing is open, and removes who is gone', async () => {
			const all = subscriptions(store().db);
			for (const name of ['a', 'b', 'c', 'd'])
				await all.save({ ...subscription, endpoint: `https://a.example/${name}` }, noon);
			const seqs = (await all.after(0, 9)).map(({ seq }) => seq);
			const { ledger, batch } = await withBatch(...seqs);
			await ledger.finishCutting(key, noon);
			expect(await ledger.finishIfDone(key)).toBe(false);
			const outcomes = known(batch, 'delivered', 'gone', 'refused', 'expired');
			await ledger.release(batch, { ...outcomes, gone: ['https://a.example/b'] }, noon);
			expect(await ledger.finishIfDone(key)).toBe(true);
			expect(await ledger.counts(key)).toMatchObject({
				total: 4,
				pending: 0,
				delivered: 1,
				gone: 1,
				refused: 1,
				expired: 1,
			});
			expect((await all.after(0, 9)).map(({ endpoint }) => endpoint.slice(-1))).toEqual([
				'a',
				'c',
				'd',
			]);
		});

		test('adds up for each push service, with its first and last delivery, also after a crash', async () => {
			const { ledger, batch } = await withBatch(1, 2);
			const when = (hour: number) => ({
				firstDeliveredAt: atHour(hour),
				lastDeliveredAt: atHour(hour),
			});
			await ledger.saveResults(batch, { ...known(batch, 'delivered'), ...when(1) }, atHour(1));
			const again = await ledger.claim(atHour(1), atHour(9));
			if (again)
				await ledger.release(again, { ...known(again, undefined, 'expired'), ...when(2) }, noon);
			await ledger.cut(
				key,
				{ after: 2, upTo: 4 },
				[{ seq: 3, origin: 'https://b.example' }, ...at(4)],
				noon,
			);
			await ledger.finishCutting(key, atHour(0.5));
			const none = { pending: 0, delivered: 0, gone: 0, refused: 0, expired: 0 };
			const counted = await ledger.countsByOrigin(key);
			expect(counted).toMatchObject([
				{ ...none, origin: 'https://a.example', total: 3, delivered: 1, expired: 1, pending: 1 },
				{ ...none, origin: 'https://b.example', total: 1, pending: 1 },
			]);
			expect(counted[0]).toMatchObject({ firstDeliveredAt: atHour(1), lastDeliveredAt: atHour(2) });
			expect(counted[1]?.firstDeliveredAt).toBeUndefined();
			expect((await ledger.get(key))?.queuedAt).toEqual(atHour(0.5));
		});

		test('keeps the totals of an alert whose ledger was forgotten, and who was told what no more', async () => {
			const { ledger, batch } = await withBatch(1, 2, 3);
			const delivery = { firstDeliveredAt: atHour(1), lastDeliveredAt: atHour(2) };
			await ledger.release(batch, { ...known(batch, 'delivered', 'gone'), ...delivery }, noon);
			await ledger.finishCutting(key, noon);
			await ledger.forget(atHour(5));
			expect(await ledger.counts(key)).toMatchObject({ total: 3, pending: 1 });
			await ledger.forget(atHour(5.1));
			const totals = { total: 3, delivered: 1, gone: 1, expired: 1, pending: 0, waiting: 0 };
			expect(await ledger.counts(key)).toEqual({ ...totals, refused: 0, ...delivery });
			expect(await ledger.countsByOrigin(key)).toEqual([
				{ origin: 'https://a.example', ...totals, refused: 0, ...delivery },
			]);
			expect((await ledger.told(['n-1'], { after: 0, upTo: 9 })).size).toBe(0);
			expect((await ledger.get(key))?.state).toBe('done');
			await ledger.forget(atHour(6));
			expect((await ledger.counts(key)).total).toBe(3);
		});

		test('begins an alert once', async () => {
			const { ledger } = await withBatch(1);
			await ledger.finishCutting(key, noon);
			await ledger.begin(announcement, { at: atHour(1), deadline: atHour(9) });
			expect((await ledger.get(key))?.state).toBe('sending');
		});

		test('gives out nothing of an alert that is stopped, says so to who has a batch, and goes on where it was', async () => {
			const { ledger, batch } = await withBatch(1, 2);
			expect(await ledger.stop(key)).toBe(true);
			expect(await ledger.stop(key)).toBe(false);
			const outcomes = known(batch, 'delivered');
			expect(await ledger.saveResults(batch, outcomes, atHour(1))).toBe(false);
			await ledger.release(batch, outcomes, noon);
			expect(await ledger.claim(noon, atHour(1))).toBeUndefined();
			expect(await ledger.resume(key)).toBe(true);
			expect(await ledger.resume(key)).toBe(false);
			expect((await ledger.get(key))?.state).toBe('cutting');
			const again = await ledger.claim(noon, atHour(1));
			expect(again && outcomeAt(again.masks, 0)).toBe('delivered');
			await ledger.finishCutting(key, noon);
			await ledger.stop(key);
			await ledger.resume(key);
			expect((await ledger.get(key))?.state).toBe('sending');
		});
	});

	describe('a subscription', () => {
		test('of the same endpoint replaces the earlier choices', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			await all.save({ ...subscription, language: 'en', topics: [] }, atHour(1));
			const [saved, ...others] = await all.after(0, 10);
			expect(others).toEqual([]);
			expect(saved).toMatchObject({
				language: 'en',
				topics: [],
				areas: [],
				origin: 'https://push.example',
			});
		});

		test('is found by its endpoint with what was chosen', async () => {
			const all = subscriptions(store().db);
			await all.save({ ...subscription, severity: 'orange' }, noon);
			expect(await all.find(subscription.endpoint)).toMatchObject({
				topics: ['health'],
				severity: 'orange',
			});
			expect(await all.find('https://push.example/2')).toBeUndefined();
		});

		test('is walked only when what is told is grave enough for it', async () => {
			const all = subscriptions(store().db);
			for (const severity of severityChoices)
				await all.save(
					{ ...subscription, endpoint: `https://push.example/${severity}`, severity },
					noon,
				);
			const heardBy = async (severity: Severity) =>
				(await all.after(0, 10, severityRank(severity))).map((each) => each.severity).sort();
			expect(await heardBy('Extreme')).toEqual(['all', 'orange', 'red', 'yellow']);
			expect(await heardBy('Moderate')).toEqual(['all', 'yellow']);
			expect(await heardBy('Minor')).toEqual(['all']);
		});

		test('names its push service once, however many there are', async () => {
			const all = subscriptions(store().db);
			for (const name of ['a', 'b'])
				await all.save({ ...subscription, endpoint: `https://a.example/${name}` }, noon);
			await all.save(subscription, noon);
			expect([...(await all.origins())].sort()).toEqual([
				'https://a.example',
				'https://push.example',
			]);
		});

		test('of a host that somebody made up displaces no service that is used', async () => {
			const all = subscriptions(store().db);
			const save = (endpoint: string) => all.save({ ...subscription, endpoint }, noon);
			for (let each = 10; each < 40; each += 1) await save(`https://a${each}.example/a`);
			for (const name of ['a', 'b']) await save(`https://z.example/${name}`);
			const origins = await all.origins();
			expect(origins).toHaveLength(20);
			expect(origins[0]).toBe('https://z.example');
		});

		test('that leaves is gone', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			await all.remove(subscription.endpoint);
			expect(await all.count()).toBe(0);
		});
	});

	describe('key pairs that wait', () => {
		const pair = Uint8Array.of(4, 1);
		async function three() {
			const all = subscriptions(store().db);
			for (const name of ['a', 'b', 'c'])
				await all.save({ ...subscription, endpoint: `https://a.example/${name}` }, noon);
			return (await all.after(0, 9)).map(({ seq }) => seq) as [number, number, number];
		}

		test('are handed out once', async () => {
			const pairs = preparedKeys(store().db);
			const [first, second] = await three();
			await pairs.put([{ seq: first, pair }]);
			const taken = await pairs.take([first, second]);
			expect([...taken.keys()]).toEqual([first]);
			expect([...(taken.get(first) ?? [])]).toEqual([4, 1]);
			expect(await pairs.take([first, second])).toEqual(new Map());
		});

		test('are missed by who has none', async () => {
			const pairs = preparedKeys(store().db);
			const [first, second, third] = await three();
			await pairs.put([{ seq: second, pair }]);
			expect((await pairs.missing(0, 9)).map(({ seq }) => seq)).toEqual([first, third]);
			expect(await pairs.missing(first, 9)).toMatchObject([
				{ seq: third, keys: subscription.keys },
			]);
			expect(await pairs.missing(0, 1)).toHaveLength(1);
		});

		test('go when their subscription goes or has other keys, and are not kept for one that left', async () => {
			const all = subscriptions(store().db);
			const pairs = preparedKeys(store().db);
			const [first, second, third] = await three();
			await pairs.put([first, second, third].map((seq) => ({ seq, pair })));
			await all.remove('https://a.example/a');
			await all.save(
				{ ...subscription, endpoint: 'https://a.example/b', keys: { p256dh: 'q', auth: 'a' } },
				noon,
			);
			await all.save({ ...subscription, endpoint: 'https://a.example/c', topics: [] }, noon);
			await pairs.put([{ seq: first, pair }]);
			expect([...(await pairs.take([first, second, third])).keys()]).toEqual([third]);
		});
	});

	describe('a push service', () => {
		const origin = 'https://a.example';

		test('that refuses us is known with the first refusal until it takes something', async () => {
			const origins = pushOrigins(store().db);
			await origins.refuse(origin, { at: noon, status: 403 }, atHour(1));
			await origins.refuse(origin, { at: atHour(1), status: 401 }, atHour(2));
			expect(await origins.all()).toEqual([
				{ origin, pausedUntil: atHour(2), refusal: { since: noon, status: 401 } },
			]);
			await origins.accept(origin);
			expect(await origins.all()).toEqual([]);
		});

		test('that asks for a pause is known without blame', async () => {
			const origins = pushOrigins(store().db);
			await origins.pause(origin, atHour(1));
			expect(await origins.all()).toEqual([{ origin, pausedUntil: atHour(1), refusal: undefined }]);
		});

		test('that nobody is told through any more concerns nobody, and is forgotten', async () => {
			const origins = pushOrigins(store().db);
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			for (const each of [origin, 'https://push.example'])
				await origins.refuse(each, { at: noon, status: 403 }, atHour(1));
			expect((await origins.used()).map((each) => each.origin)).toEqual(['https://push.example']);
			await origins.forgetUnused();
			expect((await origins.all()).map((each) => each.origin)).toEqual(['https://push.example']);
			await all.remove(subscription.endpoint);
			expect(await origins.used()).toEqual([]);
		});
	});
});

const subscription = {
	endpoint: 'https://push.example/1',
	keys: { p256dh: 'p', auth: 'a' },
	vapidKeyId: 1,
	language: 'zh-CN' as const,
	topics: ['health'],
	areas: [],
	severity: 'all' as const,
};
