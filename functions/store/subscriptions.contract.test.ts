import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { preparedKeys } from './prepared-keys.ts';
import { subscriptions } from './subscriptions.ts';
import { vapidKeyStore } from './vapid-keys.ts';

const subscription = {
	endpoint: 'https://push.example/1',
	keys: { p256dh: 'p', auth: 'a' },
	vapidKeyId: 1,
	language: 'en' as const,
	topics: ['health'],
	areas: ['999900102'],
	severity: 'orange' as const,
};
const moved = {
	endpoint: 'https://elsewhere.example/2',
	keys: { p256dh: 'p2', auth: 'a2' },
	vapidKeyId: 2,
};
const pair = (name: string) => ({ publicKey: `public-${name}`, privateKey: `private-${name}` });

eachStore((store) => {
	describe('a subscription that is saved', () => {
		test('is said to be new, the same as before, or changed', async () => {
			const all = subscriptions(store().db);
			expect(await all.save(subscription, noon)).toBe('new');
			expect(await all.save(subscription, atHour(1))).toBe('same');
			expect(await all.save({ ...subscription, severity: 'red' }, atHour(1))).toBe('changed');
		});
	});

	test('quiet hours are kept with the other choices, and taken away again', async () => {
		const all = subscriptions(store().db);
		const quiet = { from: 22, until: 7 };
		await all.save({ ...subscription, quiet }, noon);
		expect((await all.find(subscription.endpoint))?.quiet).toEqual(quiet);
		await all.save(subscription, noon);
		expect(await all.find(subscription.endpoint)).not.toHaveProperty('quiet');
	});

	describe('a browser that moves', () => {
		test('keeps its choices and its number under the new address', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			const before = await all.find(subscription.endpoint);
			expect(await all.move(subscription.endpoint, moved, noon)).toBe(true);
			expect(await all.find(subscription.endpoint)).toBeUndefined();
			expect(await all.find(moved.endpoint)).toEqual({
				...before,
				...moved,
				origin: 'https://elsewhere.example',
			});
		});

		test('has no key pair left that was made for its earlier keys', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			const { seq = 0 } = (await all.find(subscription.endpoint)) ?? {};
			await preparedKeys(store().db).put([{ seq, pair: Uint8Array.of(1) }]);
			await all.move(subscription.endpoint, moved, noon);
			expect(await preparedKeys(store().db).count()).toBe(0);
		});

		test('may say so again when the answer was lost', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			await all.move(subscription.endpoint, moved, noon);
			expect(await all.move(subscription.endpoint, moved, noon)).toBe(true);
			expect(await all.count()).toBe(1);
		});

		test('and has chosen anew meanwhile is kept once, with the later choices', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			await all.save({ ...subscription, ...moved, severity: 'red' }, noon);
			expect(await all.move(subscription.endpoint, moved, noon)).toBe(true);
			expect((await all.after(0, 9)).map(({ severity }) => severity)).toEqual(['red']);
		});

		test('from an address that nobody knows is not taken', async () => {
			const all = subscriptions(store().db);
			expect(await all.move(subscription.endpoint, moved, noon)).toBe(false);
			expect(await all.count()).toBe(0);
		});
	});

	describe('keys that identify the portal', () => {
		test('begin with one pair, however many processes start', async () => {
			const keys = vapidKeyStore(store().db);
			await keys.addFirst(pair('a'), noon);
			await keys.addFirst(pair('b'), noon);
			expect(await keys.all()).toMatchObject([pair('a')]);
		});

		test('are followed by a newer pair, and found by their public half', async () => {
			const keys = vapidKeyStore(store().db);
			await keys.addFirst(pair('a'), noon);
			await keys.add(pair('b'), atHour(1));
			expect(await keys.newest()).toMatchObject(pair('b'));
			expect(await keys.withPublicKey('public-a')).toMatchObject(pair('a'));
			expect(await keys.withPublicKey('public-c')).toBeUndefined();
		});

		test('are forgotten when no subscription needs them and they were followed long ago', async () => {
			const keys = vapidKeyStore(store().db);
			for (const [hours, name] of ['unused', 'used', 'just-followed', 'newest'].entries())
				await keys.add(pair(name), atHour(hours));
			const used = await keys.withPublicKey('public-used');
			const all = subscriptions(store().db);
			await all.save({ ...subscription, vapidKeyId: used?.id ?? 0 }, noon);
			await keys.forgetUnused(atHour(2.5));
			expect((await keys.all()).map(({ publicKey }) => publicKey)).toEqual([
				'public-newest',
				'public-just-followed',
				'public-used',
			]);
		});
	});
});
