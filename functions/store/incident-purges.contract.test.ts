import { describe, expect, test } from 'vitest';
import type { PurgeScope } from '../../src/domain/incident-purge.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { exerciseHearers } from './exercise-hearers.ts';
import { incidentComments } from './incident-comments.ts';
import { incidentPurges, type SignedProtocol } from './incident-purges.ts';
import { items } from './items.ts';
import { receiptWatches } from './receipt-watches.ts';
import { reportImages } from './report-images.ts';
import { reports } from './reports.ts';
import { signedLinks } from './signed-links.ts';
import type { Store } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { villageTicks } from './village-ticks.ts';

const scope: PurgeScope = {
	incident: 'outbreak',
	items: ['own'],
	otherItems: ['other'],
	notices: ['blue'],
	points: ['clinic'],
	period: { from: atHour(-2), until: atHour(2) },
};
const protocol: SignedProtocol = {
	id: 'p-1',
	incident: 'outbreak',
	at: noon,
	document: '{}',
	key: 'k-1',
	signature: 's',
};

async function addReport(
	store: Store,
	id: string,
	{ hours = 0, item, image }: { hours?: number; item?: string; image?: string } = {},
) {
	await reports(store.db).add({
		id,
		receiptHash: id,
		receivedAt: atHour(hours),
		language: 'zh-CN',
		channel: 'other',
		content: id,
		crisis: false,
		deleteAfter: atHour(999),
		image,
	});
	if (item) await reports(store.db).group(id, item);
}

async function addItem(store: Store, id: string, { isClosed = false } = {}): Promise<void> {
	const claim = {
		id,
		claim: id,
		state: 'checking',
		harm: 1,
		spread: 1,
		firstSeenAt: noon,
	} as const;
	await items(store.db).add(claim);
	if (!isClosed) return;
	const closed = { closed_at: noon.getTime() };
	await store.db.updateTable('items').set(closed).where('id', '=', id).execute();
}

async function addLink(store: Store, { hours = 0, expires = 999 } = {}) {
	const about = { kind: 'village', subject: '999900101', post: '联络员', madeBy: 'li' } as const;
	const times = { madeAt: atHour(hours), expiresAt: atHour(expires) };
	const { id } = await signedLinks(store.db).issue({ ...about, ...times });
	return id;
}

const browser = (name: string) => ({
	endpoint: `https://push.example/${name}`,
	keys: { p256dh: 'p', auth: 'a' },
	vapidKeyId: 1,
	language: 'zh-CN' as const,
});

eachStore((store) => {
	const purges = () => incidentPurges(store().db);
	const has = async (id: string) => (await reports(store().db).get(id)) !== undefined;

	describe('the purge of an incident', () => {
		test('takes its own reports and those that its time has settled, and leaves who still waits, and those of others', async () => {
			for (const id of ['own', 'other']) await addItem(store(), id);
			await addItem(store(), 'settled', { isClosed: true });
			await addItem(store(), 'open');
			await addReport(store(), 'answered-later', { hours: 90, item: 'own' });
			await addReport(store(), 'settled-in-its-time', { item: 'settled' });
			await addReport(store(), 'settled-at-another', { hours: 3, item: 'settled' });
			await addReport(store(), 'waiting-in-its-time');
			await addReport(store(), 'checked-in-its-time', { item: 'open' });
			await addReport(store(), 'of-another', { item: 'other' });
			await addReport(store(), 'of-another-time', { hours: 3 });
			expect((await purges().count(scope, noon)).reports).toBe(2);
			await purges().purge(scope, noon, () => protocol);
			expect(await has('answered-later')).toBe(false);
			expect(await has('settled-in-its-time')).toBe(false);
			for (const id of ['settled-at-another', 'waiting-in-its-time', 'checked-in-its-time'])
				expect(await has(id), id).toBe(true);
			expect(await has('of-another')).toBe(true);
			expect(await has('of-another-time')).toBe(true);
		});

		test('leaves what waits unanswered where another incident ran at the same time', async () => {
			await addReport(store(), 'whose');
			const { period: _, ...shared } = scope;
			await purges().purge(shared, noon, () => protocol);
			expect(await has('whose')).toBe(true);
		});

		test('takes with reports their receipts, watches and pictures', async () => {
			const { db } = store();
			const picture = { id: 'p', pixelsHash: 'h', width: 1, height: 1, deleteAfter: atHour(9) };
			await reportImages(db).add(picture);
			await addItem(store(), 'own');
			await addReport(store(), 'r-1', { image: 'p', item: 'own' });
			await receiptWatches(db).save({
				report: 'r-1',
				endpoint: 'https://push.example/phone',
				keys: { p256dh: 'p', auth: 'a' },
				vapidKeyId: 1,
				language: 'zh-CN',
				told: 'received',
			});
			const counted = await purges().count(scope, noon);
			expect(counted).toMatchObject({ reports: 1, receipts: 1, watches: 1, images: 1 });
			expect(await purges().images(scope)).toEqual(['p']);
			await purges().purge(scope, noon, () => protocol);
			expect(await receiptWatches(db).all()).toEqual([]);
			expect(await reportImages(db).ids()).toEqual([]);
		});

		test('takes comments on its review and ticks for its notices, and no others', async () => {
			const { db } = store();
			const sent = { receivedAt: noon, language: 'zh-CN' } as const;
			const comment = { ...sent, crisis: false, suspect: false };
			const kept = { deleteAfter: atHour(99), content: '口罩少' };
			await incidentComments(db).add({ ...comment, ...kept, id: 'c-1', incident: 'outbreak' });
			await incidentComments(db).add({ ...comment, ...kept, id: 'c-2', incident: 'flood' });
			const tick = { what: 'played', count: 1, exercise: false, at: noon } as const;
			await villageTicks(db).add([
				{ ...tick, link: 'l', id: 't-1', ref: 'blue', receivedAt: noon },
				{ ...tick, link: 'l', id: 't-2', ref: 'rain', receivedAt: noon },
			]);
			expect(await purges().count(scope, noon)).toMatchObject({ comments: 1, ticks: 1 });
			await purges().purge(scope, noon, () => protocol);
			expect((await incidentComments(db).list(9)).map(({ id }) => id)).toEqual(['c-2']);
			expect((await villageTicks(db).ofLinks(['l'])).map(({ id }) => id)).toEqual(['t-2']);
		});

		test('takes links of its time that are expired or revoked, and leaves those in use', async () => {
			const links = signedLinks(store().db);
			const inUse = await addLink(store());
			const renewed = await addLink(store(), { hours: -1, expires: 1 });
			await links.renew(renewed, atHour(999));
			const ofAnotherTime = await addLink(store(), { hours: -9, expires: -3 });
			await addLink(store(), { expires: 2 });
			await links.revoke(await addLink(store()), atHour(1));
			expect((await purges().count(scope, atHour(3))).links).toBe(2);
			await purges().purge(scope, atHour(3), () => protocol);
			const left = (await links.list()).map(({ id }) => id);
			expect(new Set(left)).toEqual(new Set([inUse, renewed, ofAnotherTime]));
		});

		test('takes the addresses that hear of exercises by the links it takes, and no subscriber', async () => {
			const { db } = store();
			const until = atHour(999);
			const revoked = await addLink(store());
			const kept = await addLink(store());
			const chosen = { topics: ['health'], areas: [], severity: 'orange' } as const;
			await subscriptions(db).save({ ...browser('resident'), ...chosen }, noon);
			for (const [name, link] of [
				['officer', revoked],
				['resident', revoked],
				['other', kept],
			] as const)
				await exerciseHearers(db).allow(browser(name), { by: `link/${link}`, until }, noon);
			await signedLinks(db).revoke(revoked, noon);
			expect(await purges().count(scope, noon)).toMatchObject({ links: 1, hearers: 1 });
			await purges().purge(scope, noon, () => protocol);
			const rows = await db.selectFrom('subscriptions').selectAll().orderBy('endpoint').execute();
			expect(rows.map((row) => [row.endpoint, row.exercise_by])).toEqual([
				[browser('other').endpoint, `link/${kept}`],
				[browser('resident').endpoint, null],
			]);
		});

		test('keeps the protocol, and nothing is deleted when none could be written', async () => {
			await addItem(store(), 'own');
			await addReport(store(), 'r-1', { item: 'own' });
			const failing = purges().purge(scope, noon, () => {
				throw new Error('no key');
			});
			await expect(failing).rejects.toThrow('no key');
			expect(await has('r-1')).toBe(true);
			await purges().purge(scope, noon, (counts) => ({
				...protocol,
				document: `${counts.reports}`,
			}));
			expect(await purges().protocol('p-1')).toEqual({ ...protocol, document: '1' });
			expect(await purges().protocols(9)).toHaveLength(1);
		});
	});

	test('comments that call for help come first, and all are forgotten when their time is over', async () => {
		const all = incidentComments(store().db);
		const comment = { receivedAt: noon, language: 'zh-CN', incident: 'outbreak' } as const;
		const said = { ...comment, content: '…', suspect: false, deleteAfter: atHour(1) };
		await all.add({ ...said, id: 'calm', crisis: false });
		await all.add({ ...said, id: 'help', crisis: true });
		expect((await all.list(9)).map(({ id }) => id)).toEqual(['help', 'calm']);
		await all.forget(atHour(0.5));
		expect(await all.list(9)).toHaveLength(2);
		await all.forget(atHour(1));
		expect(await all.list(9)).toEqual([]);
	});
});
