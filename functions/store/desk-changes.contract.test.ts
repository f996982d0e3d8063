import { describe, expect, test } from 'vitest';
import { lockMs } from '../../src/domain/lock-keeping.ts';
import { atHour } from '../../tests/builders.ts';
import { acting, aReport, itemsWithReports } from '../../tests/desk-builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { deskChanges } from './desk-changes.ts';
import { deskLocks } from './desk-locks.ts';

eachStore((store) => {
	const changes = () => deskChanges(store().db, store().engine);

	const since = { askers: atHour(-24), recent: atHour(-3) };

	describe('what was written since a mark', () => {
		test('is what another did since, and nothing else', async () => {
			const { work } = await itemsWithReports(store(), 3);
			const mark = await changes().mark();
			expect(await changes().any(mark)).toBe(false);
			await work.change(acting('lan'), 'i-2', 1, { claim: '新说法' });
			expect(await changes().any(mark)).toBe(true);
			expect(await changes().items(mark, since)).toMatchObject([{ id: 'i-2', claim: '新说法' }]);
			expect(await changes().any(await changes().mark())).toBe(false);
		});

		test('tells of an item that a report joined by itself', async () => {
			const { reports } = await itemsWithReports(store(), 2);
			const mark = await changes().mark();
			await reports.add(aReport('again', { contentHash: 'text r-1' }));
			expect(await changes().items(mark, since)).toMatchObject([{ id: 'i-1', reports: 2 }]);
		});

		test('tells of an item that an undo took away', async () => {
			const { work, reports } = await itemsWithReports(store(), 1);
			await reports.add(aReport('r-9'));
			await work.groupAll(acting(), ['r-9'], {
				new: {
					id: 'new',
					claim: '新',
					state: 'unstarted',
					harm: 1,
					spread: 1,
					firstSeenAt: atHour(0),
				},
			});
			const mark = await changes().mark();
			const { deskLog } = await import('./desk-log.ts');
			const entry = await deskLog(store().db).lastOf('li', atHour(-1));
			await work.undo(acting(), entry?.id ?? '');
			const rows = await changes().items(mark, since);
			expect(rows.map(({ id, removed }) => [id, removed])).toEqual([['new', true]]);
		});
	});

	test('everything is read page by page, each row once', async () => {
		await itemsWithReports(store(), 5);
		const found: string[] = [];
		let place: Awaited<ReturnType<ReturnType<typeof changes>['allItems']>>['next'];
		do {
			const page = await changes().allItems(place, since, 2);
			found.push(...page.rows.map(({ id }) => id));
			place = page.next;
		} while (place);
		expect(found.sort()).toEqual(['i-1', 'i-2', 'i-3', 'i-4', 'i-5']);
	});

	test('spread counts different askers of the last hours, not reports', async () => {
		const { reports } = await itemsWithReports(store(), 1);
		const content = '自来水有毒';
		const same = { content, contentHash: 'text r-1', asker: 'one', receivedAt: atHour(1) };
		await reports.add(aReport('a', same));
		await reports.add(aReport('b', same));
		await reports.add(aReport('old', { ...same, asker: 'two', receivedAt: atHour(-30) }));
		expect(await changes().item('i-1', since)).toMatchObject({ reports: 4, askers: 2 });
	});

	test('spread that is fast counts those of fewer hours, and nobody of a flood', async () => {
		const { reports } = await itemsWithReports(store(), 1);
		const same = (asker: string) => ({ contentHash: 'text r-1', asker, receivedAt: atHour(1) });
		await reports.add(aReport('a', same('one')));
		await reports.add(aReport('b', { ...same('two'), receivedAt: atHour(-5) }));
		await reports.add(aReport('c', { ...same('three'), standing: 'suspect' }));
		expect(await changes().item('i-1', since)).toMatchObject({ askers: 4, recentAskers: 2 });
	});

	describe('a lock', () => {
		const lock = (id: string) => ({ subject: 'item/i-1', by: { id, name: id } });

		test('keeps others out until it ends, and its holder may hold it longer', async () => {
			const locks = deskLocks(store().db);
			await locks.hold(lock('li'), atHour(0));
			expect((await locks.hold(lock('lan'), atHour(0))).by.id).toBe('li');
			const held = await locks.hold(lock('li'), new Date(atHour(0).getTime() + lockMs - 1));
			expect(held.until.getTime()).toBe(atHour(0).getTime() + 2 * lockMs - 1);
			expect(await locks.heldByOther('item/i-1', 'lan', held.until)).toBeUndefined();
			expect((await locks.hold(lock('lan'), held.until)).by.id).toBe('lan');
		});

		test('is taken over by who says so, and the other can see it', async () => {
			const locks = deskLocks(store().db);
			await locks.hold(lock('li'), atHour(0));
			const mark = await changes().mark();
			expect((await locks.hold(lock('lan'), atHour(0), true)).by.id).toBe('lan');
			expect(await changes().any(mark)).toBe(true);
			expect(await locks.heldByOther('item/i-1', 'li', atHour(0))).toMatchObject({
				by: { id: 'lan' },
			});
		});

		test('that is given back is free at once', async () => {
			const locks = deskLocks(store().db);
			await locks.hold(lock('li'), atHour(0));
			await locks.release('item/i-1', 'lan');
			expect(await locks.all(atHour(0))).toHaveLength(1);
			await locks.release('item/i-1', 'li');
			expect(await locks.all(atHour(0))).toEqual([]);
		});
	});
});
