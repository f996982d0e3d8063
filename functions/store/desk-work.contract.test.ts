import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { acting, anItem, aReport, itemsWithReports } from '../../tests/desk-builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { deskLog } from './desk-log.ts';
import { itemEvidence } from './item-evidence.ts';

const seen = (id: string, version = 1) => ({ id, version });

eachStore((store) => {
	const lastAct = async (staff = 'li') => {
		const entry = await deskLog(store().db).lastOf(staff, atHour(-1));
		if (!entry) throw new Error('nothing was entered');
		return entry;
	};

	describe('a merge', () => {
		test('gives all reports to the other item, and each keeps in mind where it was', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 2);
			expect(await work.merge(acting(), seen('i-1'), seen('i-2'))).toEqual({
				kind: 'merged',
				reports: 1,
			});
			expect(await reports.byReceipt('receipt r-1')).toMatchObject({
				item: 'i-2',
				mergedFrom: 'i-1',
			});
			expect(await items.get('i-1')).toMatchObject({ mergedInto: 'i-2' });
		});

		test('of A into B while another merges B into A is done once, and nothing is lost', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 2);
			const kinds = await Promise.all([
				work.merge(acting('li'), seen('i-1'), seen('i-2')),
				work.merge(acting('lan'), seen('i-2'), seen('i-1')),
			]);
			expect(kinds.map(({ kind }) => kind).sort()).toEqual(['merged', 'target-merged']);
			const heads = [await items.get('i-1'), await items.get('i-2')];
			const survivor = heads.find((item) => !item?.mergedInto);
			expect(await reports.ofItem(survivor?.id ?? '')).toHaveLength(2);
		});

		test('forms no chain: what was merged before follows', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 3);
			await work.merge(acting(), seen('i-1'), seen('i-2'));
			await work.merge(acting(), seen('i-2'), seen('i-3'));
			expect(await items.get('i-1')).toMatchObject({ mergedInto: 'i-3' });
			expect(await reports.byReceipt('receipt r-1')).toMatchObject({
				item: 'i-3',
				mergedFrom: 'i-1',
			});
		});

		test('into a merged item is refused, and names the one to use', async () => {
			const { work } = await itemsWithReports(store(), 3);
			await work.merge(acting(), seen('i-1'), seen('i-2'));
			expect(await work.merge(acting(), seen('i-3'), seen('i-1', 2))).toEqual({
				kind: 'target-merged',
				into: 'i-2',
			});
			expect(await work.merge(acting(), seen('i-1', 2), seen('i-3'))).toEqual({
				kind: 'merged-already',
				into: 'i-2',
			});
		});

		test('of an item into itself, of one that has a response, and of one that has changed is refused', async () => {
			const { work, items } = await itemsWithReports(store(), 2);
			expect(await work.merge(acting(), seen('i-1'), seen('i-1'))).toEqual({ kind: 'same-item' });
			await items.change('i-1', 1, { draftRef: 'a-response' });
			expect(await work.merge(acting(), seen('i-1'), seen('i-2'))).toMatchObject({
				kind: 'conflict',
			});
			expect(await work.merge(acting(), seen('i-1', 2), seen('i-2'))).toEqual({
				kind: 'has-response',
			});
		});

		test('keeps who asked first, what was promised and the evidence, and gives each back with an undo', async () => {
			const { work, items } = await itemsWithReports(store(), 2);
			const evidence = itemEvidence(store().db);
			await items.change('i-1', 1, {
				state: 'checking',
				nextUpdateAt: atHour(5),
				firstSeenAt: atHour(-3),
				firstAnsweredAt: atHour(-1),
			});
			const found = { what: '没有停水', who: '水务局', date: '2026-03-14', by: 'li', at: noon };
			await evidence.add({ ...found, id: 'e-1', item: 'i-1' });
			const before = await items.get('i-2');
			await work.merge(acting(), seen('i-1', 2), seen('i-2'));
			expect(await items.get('i-2')).toMatchObject({
				state: 'checking',
				nextUpdateAt: atHour(5),
				firstSeenAt: atHour(-3),
				firstAnsweredAt: atHour(-1),
			});
			expect(await evidence.ofItem('i-2')).toMatchObject([{ id: 'e-1' }]);
			await work.undo(acting(), (await lastAct()).id);
			expect(await items.get('i-2')).toEqual({ ...before, version: 3 });
			expect(await evidence.ofItem('i-1')).toMatchObject([{ id: 'e-1' }]);
		});

		test('is taken back with what joined since by the same text', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 2);
			await work.merge(acting(), seen('i-1'), seen('i-2'));
			await reports.add(
				aReport('late', { contentHash: 'text r-1', receivedAt: atHour(1), content: 'x' }),
			);
			expect(await reports.byReceipt('receipt late')).toMatchObject({ item: 'i-2' });
			expect(await work.undo(acting(), (await lastAct()).id)).toMatchObject({ kind: 'undone' });
			expect((await reports.ofItem('i-1')).map(({ id }) => id)).toEqual(['r-1', 'late']);
			expect((await reports.ofItem('i-2')).map(({ id }) => id)).toEqual(['r-2']);
			expect(await items.get('i-1')).toMatchObject({ version: 3 });
			expect((await items.get('i-1'))?.mergedInto).toBeUndefined();
		});

		test('that another merge rests on is not taken back', async () => {
			const { work } = await itemsWithReports(store(), 3);
			await work.merge(acting('li'), seen('i-1'), seen('i-2'));
			await work.merge(acting('lan'), seen('i-2'), seen('i-3'));
			expect(await work.undo(acting(), (await lastAct('li')).id)).toMatchObject({
				kind: 'moved-since',
			});
			expect(await work.undo(acting(), (await lastAct('lan')).id)).toMatchObject({
				kind: 'undone',
			});
			expect(await work.undo(acting(), (await lastAct('li')).id)).toMatchObject({
				kind: 'undone',
			});
		});
	});

	describe('a split', () => {
		test('takes chosen reports and those of the same text into a new item, and back', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 1);
			for (const id of ['r-2', 'r-3']) {
				await reports.add(aReport(id, { contentHash: 'other' }));
			}
			await work.groupAll(acting(), ['r-2', 'r-3'], { item: 'i-1' });
			expect(await work.split(acting(), 'i-1', ['r-2'], anItem('new'))).toEqual({
				kind: 'split',
				item: 'new',
				reports: 2,
			});
			expect((await reports.ofItem('i-1')).map(({ id }) => id)).toEqual(['r-1']);
			await work.undo(acting(), (await lastAct()).id);
			expect(await reports.ofItem('i-1')).toHaveLength(3);
			expect(await items.get('new')).toBeUndefined();
		});

		test('of everything, of nothing and out of nothing is refused', async () => {
			const { work } = await itemsWithReports(store(), 1);
			const split = (from: string, ids: string[]) => work.split(acting(), from, ids, anItem('new'));
			expect(await split('i-1', ['r-1'])).toEqual({ kind: 'all-chosen' });
			expect(await split('i-1', ['r-9'])).toEqual({ kind: 'nothing-chosen' });
			expect(await split('i-9', ['r-1'])).toEqual({ kind: 'no-such-item' });
		});
	});

	describe('an undo', () => {
		test('of a new item is refused once a response is written or another report is in it', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 0);
			await reports.add(aReport('r-1'));
			await reports.add(aReport('r-2'));
			await work.open(acting(), 'r-1', anItem('new'), 'open');
			const entry = await lastAct();
			await work.group(acting('lan'), 'r-2', 'new');
			expect(await work.undo(acting(), entry.id)).toEqual({
				kind: 'has-more',
				claim: '说法 new',
			});
			await work.ungroup(acting('lan'), 'r-2');
			await items.change('new', 1, { draftRef: 'x' });
			expect(await work.undo(acting(), entry.id)).toMatchObject({ kind: 'has-more' });
		});

		test('brings a changed item back exactly, and is refused after a later change of the same', async () => {
			const { work, items } = await itemsWithReports(store(), 1);
			await work.change(acting('li'), 'i-1', 1, { state: 'checking', nextUpdateAt: atHour(5) });
			const first = await lastAct();
			await work.change(acting('lan'), 'i-1', 2, { state: 'not-a-claim' });
			await work.change(acting('wang'), 'i-1', 3, { claim: '新说法' });
			expect(await work.undo(acting(), first.id)).toEqual({
				kind: 'changed-since',
				claim: '新说法',
			});
			await work.undo(acting(), (await lastAct('lan')).id);
			expect(await items.get('i-1')).toMatchObject({ claim: '新说法', state: 'checking' });
		});

		test('restores what was empty before', async () => {
			const { work, items } = await itemsWithReports(store(), 1);
			await work.change(acting(), 'i-1', 1, { state: 'checking', nextUpdateAt: atHour(5) });
			await work.undo(acting(), (await lastAct()).id);
			const item = await items.get('i-1');
			expect(item).toMatchObject({ state: 'unstarted', version: 3 });
			expect(item?.nextUpdateAt).toBeUndefined();
		});

		test('is done once', async () => {
			const { work, reports } = await itemsWithReports(store(), 0);
			await reports.add(aReport('r-1'));
			await work.setState(acting(), ['r-1'], 'spam');
			const { id } = await lastAct();
			const kinds = await Promise.all([work.undo(acting(), id), work.undo(acting('lan'), id)]);
			expect(kinds.map(({ kind }) => kind).sort()).toEqual(['undone', 'undone-already']);
			expect(await reports.waitingCount()).toBe(1);
			expect(await work.undo(acting(), 'none')).toEqual({ kind: 'no-such-entry' });
		});

		test('of a hundred reports marked as spam brings all back', async () => {
			const { work, reports } = await itemsWithReports(store(), 0);
			const ids = Array.from({ length: 100 }, (_, index) => `r-${index}`);
			for (const id of ids) await reports.add(aReport(id));
			expect(await work.setState(acting(), ids, 'spam')).toBe(100);
			expect(await reports.waitingCount()).toBe(0);
			await work.undo(acting(), (await lastAct()).id);
			expect(await reports.waitingCount()).toBe(100);
		});
	});

	describe('many at once', () => {
		test('go into an item, except those that somebody has grouped meanwhile', async () => {
			const { work, reports } = await itemsWithReports(store(), 2);
			await reports.add(aReport('r-8'));
			await reports.add(aReport('r-9'));
			await work.group(acting('lan'), 'r-9', 'i-2');
			expect(await work.groupAll(acting(), ['r-8', 'r-9'], { item: 'i-1' })).toMatchObject({
				kind: 'grouped',
				count: 1,
			});
			expect(await work.groupAll(acting(), ['r-8'], { item: 'i-1' })).toEqual({
				kind: 'grouped-already',
			});
		});

		test('are assigned and taken back', async () => {
			const { work, items, reports } = await itemsWithReports(store(), 1);
			expect(await work.assign(acting(), { reports: ['r-1'], items: ['i-1'] }, 'lan')).toBe(2);
			expect(await items.get('i-1')).toMatchObject({ assignee: 'lan' });
			expect(await reports.get('r-1')).toMatchObject({ assignee: 'lan' });
			await work.undo(acting(), (await lastAct()).id);
			expect((await items.get('i-1'))?.assignee).toBeUndefined();
			expect((await reports.get('r-1'))?.assignee).toBeUndefined();
		});
	});

	test('the log of an item tells who did what, newest first, without what residents wrote', async () => {
		const { work } = await itemsWithReports(store(), 2);
		await work.assign(acting('li', noon), { reports: [], items: ['i-1'] }, 'li');
		await work.merge(acting('lan', atHour(1)), seen('i-1', 2), seen('i-2'));
		const entries = await deskLog(store().db).ofItem('i-1', 9);
		expect(entries.map(({ act, by }) => [act, by.name])).toEqual([
			['merge', 'lan'],
			['assign', 'li'],
		]);
		expect(JSON.stringify(entries)).not.toContain('今晚封城');
	});
});
