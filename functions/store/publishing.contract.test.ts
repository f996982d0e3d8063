import { describe, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import type { Severity } from '../../src/domain/cap-values.ts';
import { severityChoices, severityRank } from '../../src/domain/severity-choice.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { alerts } from './alerts.ts';
import { announcementRecords } from './announcements.ts';
import { type Draft, drafts } from './drafts.ts';
import { releaseRecords } from './releases.ts';
import { signOffs } from './sign-offs.ts';
import { subscriptions } from './subscriptions.ts';

const announcement: Announcement = {
	collection: 'notices',
	ref: 'n-1',
	revision: 1,
	kind: 'issue',
	status: 'actual',
	areas: ['999900'],
	topics: ['health'],
	sent: noon,
	expires: atHour(5),
	current: true,
	texts: { 'zh-CN': { title: '标题', body: '摘要', path: '/notices/n-1/' } },
};
const key = 'notices/n-1/1/issue';
/** Subscriptions of one push service. */
const at = (...ids: readonly string[]) => ids.map((id) => ({ id, origin: 'https://a.example' }));
const times = { at: noon, deadline: atHour(5) };

const delivered = (results: string, hour: number) => ({
	results,
	firstDeliveredAt: atHour(hour),
	lastDeliveredAt: atHour(hour),
});

eachStore((store) => {
	describe('an announcement', () => {
		test('is decided on once: a second decision changes nothing', async () => {
			const records = announcementRecords(store().db);
			expect(
				await records.record(announcement, { state: 'held', reason: 'old', release: 1, at: noon }),
			).toBe(true);
			expect(await records.record(announcement, { state: 'announced', release: 2, at: noon })).toBe(
				false,
			);
			expect((await records.held()).map((each) => [each.key, each.reason])).toEqual([[key, 'old']]);
		});

		test('keeps its dates as dates', async () => {
			const records = announcementRecords(store().db);
			await records.record(announcement, { state: 'held', release: 1, at: noon });
			expect((await records.held())[0]?.announcement).toEqual(announcement);
		});

		test('held can be decided on by one publisher only', async () => {
			const records = announcementRecords(store().db);
			await records.record(announcement, { state: 'held', release: 1, at: noon });
			expect(await records.decide(key, { state: 'announced', by: 'a', at: noon })).toEqual(
				announcement,
			);
			expect(await records.decide(key, { state: 'dismissed', by: 'b', at: noon })).toBeUndefined();
		});

		test('that was announced without its alert beginning is found again', async () => {
			const records = announcementRecords(store().db);
			await records.record(announcement, { state: 'announced', release: 1, at: noon });
			expect(await records.announcedWithoutAlert()).toEqual([announcement]);
			await alerts(store().db, store().engine).begin(announcement, times);
			expect(await records.announcedWithoutAlert()).toEqual([]);
		});

		test('whose alert is unfinished is held again when the store was restored', async () => {
			const records = announcementRecords(store().db);
			const ledger = alerts(store().db, store().engine);
			await records.record(announcement, { state: 'announced', release: 1, at: noon });
			await ledger.begin(announcement, times);
			await ledger.cut(key, 's', at('s'), noon);
			await records.holdUnfinished(noon);
			expect((await records.held())[0]?.reason).toBe('restored');
			expect(await ledger.claim(noon, atHour(1))).toBeUndefined();
		});
	});

	describe('the ledger', () => {
		test('gives a batch to one sender until its lease is over', async () => {
			const ledger = alerts(store().db, store().engine);
			await ledger.begin(announcement, times);
			await ledger.cut(key, 'b', at('a', 'b'), noon);
			const batch = await ledger.claim(noon, atHour(1));
			expect(batch?.subscriptions).toEqual(['a', 'b']);
			expect(await ledger.claim(noon, atHour(1))).toBeUndefined();
			expect((await ledger.claim(atHour(1), atHour(2)))?.attempts).toBe(2);
		});

		test('knows who was told of a notice, or still will be, and not who could not be', async () => {
			const ledger = alerts(store().db, store().engine);
			await ledger.begin(announcement, times);
			await ledger.cut(key, 'd', at('a', 'b', 'c', 'd'), noon);
			const batch = await ledger.claim(noon, atHour(1));
			if (batch) await ledger.saveResults(batch, { results: 'd.gx' });
			const all = { after: '', upTo: 'z' };
			expect([...(await ledger.told(['n-1'], all))].sort()).toEqual(['a', 'b']);
			expect([...(await ledger.told(['n', 'n-2'], all))]).toEqual([]);
			expect([...(await ledger.told([], all))]).toEqual([]);
			expect([...(await ledger.told(['n-1'], { after: 'd', upTo: 'z' }))]).toEqual([]);
		});

		test('keeps what was confirmed when the rest is sent again', async () => {
			const ledger = alerts(store().db, store().engine);
			await ledger.begin(announcement, times);
			await ledger.cut(key, 'b', at('a', 'b'), noon);
			const batch = await ledger.claim(noon, atHour(1));
			if (batch) await ledger.saveResults(batch, { results: 'd.' });
			expect((await ledger.claim(atHour(1), atHour(2)))?.results).toBe('d.');
		});

		test('adds up, and ends an alert when nothing is open', async () => {
			const ledger = alerts(store().db, store().engine);
			await ledger.begin(announcement, times);
			await ledger.cut(key, 'd', at('a', 'b', 'c', 'd'), noon);
			await ledger.finishCutting(key, noon);
			const batch = await ledger.claim(noon, atHour(1));
			expect(await ledger.finishIfDone(key)).toBe(false);
			if (batch) await ledger.release(batch, { results: 'dgrx' }, noon);
			expect(await ledger.finishIfDone(key)).toBe(true);
			expect(await ledger.counts(key)).toEqual({
				total: 4,
				pending: 0,
				delivered: 1,
				gone: 1,
				refused: 1,
				expired: 1,
			});
		});

		test('adds up for each push service, with its first and last delivery, also after a crash', async () => {
			const ledger = alerts(store().db, store().engine);
			const elsewhere = { id: 'c', origin: 'https://b.example' };
			await ledger.begin(announcement, times);
			await ledger.cut(key, 'b', at('a', 'b'), noon);
			const first = await ledger.claim(noon, atHour(1));
			if (first) await ledger.saveResults(first, delivered('d.', 1));
			const again = await ledger.claim(atHour(1), atHour(9));
			if (again) await ledger.release(again, delivered('dx', 2), noon);
			await ledger.cut(key, 'd', [elsewhere, ...at('d')], noon);
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

		test('begins an alert once', async () => {
			const ledger = alerts(store().db, store().engine);
			await ledger.begin(announcement, times);
			await ledger.cut(key, 'b', at('a'), noon);
			await ledger.finishCutting(key, noon);
			await ledger.begin(announcement, { at: atHour(1), deadline: atHour(9) });
			expect((await ledger.get(key))?.state).toBe('sending');
		});
	});

	describe('a subscription', () => {
		const subscription = {
			endpoint: 'https://push.example/1',
			keys: { p256dh: 'p', auth: 'a' },
			language: 'zh-CN' as const,
			topics: ['health'],
			areas: [],
			severity: 'all' as const,
		};

		test('of the same endpoint replaces the earlier choices', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			await all.save({ ...subscription, language: 'en', topics: [] }, atHour(1));
			const [saved, ...others] = await all.after('', 10);
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
				(await all.after('', 10, severityRank(severity))).map((each) => each.severity).sort();
			expect(await heardBy('Extreme')).toEqual(['all', 'orange', 'red', 'yellow']);
			expect(await heardBy('Moderate')).toEqual(['all', 'yellow']);
			expect(await heardBy('Minor')).toEqual(['all']);
		});

		test('that leaves is gone', async () => {
			const all = subscriptions(store().db);
			await all.save(subscription, noon);
			await all.remove(subscription.endpoint);
			expect(await all.count()).toBe(0);
		});
	});

	describe('a draft', () => {
		const draft: Omit<Draft, 'version'> = {
			collection: 'notices',
			ref: 'n-1',
			status: 'draft',
			files: [{ path: 'notices/n-1.zh-CN.md', encoding: 'utf8', content: '甲', base: null }],
			author: { id: 'e', name: '编辑', email: 'e@example' },
			updatedAt: noon,
		};

		test('saved over a version that is not the newest is refused, and nothing is lost', async () => {
			const all = drafts(store().db);
			await all.save(draft, 0);
			expect(await all.save(draft, 0)).toBe('conflict');
			const second = await all.save({ ...draft, updatedAt: atHour(1) }, 1);
			expect(second).toMatchObject({ version: 2 });
			expect(await all.save(draft, 1)).toBe('conflict');
			expect((await all.get('notices', 'n-1'))?.updatedAt).toEqual(atHour(1));
		});

		test('ends, changes its status and is put on another text only at the version that was named', async () => {
			const all = drafts(store().db);
			await all.save(draft, 0);
			await all.save({ ...draft, updatedAt: atHour(1) }, 1);
			const [file] = draft.files;
			const files = file ? [{ ...file, base: 'blob' }] : [];
			expect(await all.delete('notices', 'n-1', 1)).toBe(false);
			expect(await all.setStatus('notices', 'n-1', 'pending_publish', 1)).toBe(false);
			expect(await all.rebase({ ...draft, files, version: 1 })).toBe(false);
			expect(await all.rebase({ ...draft, files, version: 2 })).toBe(true);
			expect(await all.get('notices', 'n-1')).toMatchObject({ version: 2, status: 'draft', files });
			expect(await all.delete('notices', 'n-1', 2)).toBe(true);
			expect(await all.get('notices', 'n-1')).toBeUndefined();
		});

		test.each([
			['deleted', undefined],
			['published', 2],
		])('that was %s leaves no version that its successor has again', async (_, version) => {
			const all = drafts(store().db);
			await all.save(draft, 0);
			await all.save(draft, 1);
			await all.delete('notices', 'n-1', version);
			expect(await all.save(draft, 0)).toMatchObject({ version: 3 });
			expect(await all.save(draft, 1)).toBe('conflict');
			expect(await all.save(draft, 2)).toBe('conflict');
			expect(await all.save({ ...draft, ref: 'n-2' }, 0)).toMatchObject({ version: 1 });
		});

		test('carries notes until it is gone', async () => {
			const all = drafts(store().db);
			await all.save(draft, 0);
			await all.addNote('notices', 'n-1', {
				id: '1',
				author: '周',
				content: '请补电话',
				resolved: false,
				at: noon,
			});
			expect(await all.changeNote('1', { resolved: true })).toMatchObject({
				resolved: true,
				content: '请补电话',
			});
			expect(await all.delete('notices', 'n-1', 7)).toBe(false);
			expect(await all.notes('notices', 'n-1')).toHaveLength(1);
			await all.delete('notices', 'n-1');
			await all.save(draft, 0);
			expect(await all.notes('notices', 'n-1')).toEqual([]);
		});
	});

	test('a signature covers one text only', async () => {
		const all = signOffs(store().db);
		const entry = { collection: 'notices' as const, ref: 'n-1', hash: 'a' };
		await all.sign(entry, { staffId: 'p1', name: '周', at: noon });
		await all.sign(entry, { staffId: 'p1', name: '周', at: atHour(1) });
		expect((await all.of('notices', 'n-1', 'a')).map((each) => each.staffId)).toEqual(['p1']);
		expect(await all.of('notices', 'n-1', 'b')).toEqual([]);
	});

	test('signatures that are taken back leave those of the published text, and of other entries', async () => {
		const all = signOffs(store().db);
		const signature = { staffId: 'p1', name: '周', at: noon };
		for (const [ref, hash] of [
			['n-1', 'a'],
			['n-1', 'b'],
			['n-2', 'a'],
		] as const)
			await all.sign({ collection: 'notices', ref, hash }, signature);
		await all.withdraw('notices', 'n-1', 'b');
		expect(await all.of('notices', 'n-1', 'a')).toEqual([]);
		expect(await all.of('notices', 'n-1', 'b')).toHaveLength(1);
		await all.withdraw('notices', 'n-1');
		expect(await all.of('notices', 'n-1', 'b')).toEqual([]);
		expect(await all.of('notices', 'n-2', 'a')).toHaveLength(1);
	});

	test('releases are known before they are live, and one can be pinned', async () => {
		const records = releaseRecords(store().db);
		await records.begin({ number: 1, commit: 'c', at: noon });
		expect(await records.has(1)).toBe(true);
		expect(await records.latest(5)).toEqual([]);
		await records.finish(1, 9);
		expect(await records.first()).toBe(1);
		await records.setPin(1);
		expect(await records.pin()).toBe(1);
		await records.setPin(undefined);
		expect(await records.pin()).toBeUndefined();
	});
});
