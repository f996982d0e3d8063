import { describe, expect, test } from 'vitest';
import { anAnnouncement, atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { alerts } from './alerts.ts';
import { announcementRecords } from './announcements.ts';
import { type Draft, drafts } from './drafts.ts';
import { releaseRecords } from './releases.ts';
import { signOffs } from './sign-offs.ts';

const announcement = anAnnouncement({
	areas: ['999900'],
	topics: ['health'],
	expires: atHour(5),
	texts: { 'zh-CN': { title: '标题', body: '摘要', path: '/notices/n-1/' } },
});
const key = 'notices/n-1/1/issue';
const times = { at: noon, deadline: atHour(5) };

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
			await ledger.cut(key, { after: 0, upTo: 1 }, [{ seq: 1, origin: 'https://a.example' }], noon);
			await records.holdUnfinished(noon);
			expect((await records.held())[0]?.reason).toBe('restored');
			expect(await ledger.claim(noon, atHour(1))).toBeUndefined();
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
