import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { acting, itemsWithReports } from '../../tests/desk-builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { deskChanges } from './desk-changes.ts';
import { deskLog } from './desk-log.ts';

eachStore((store) => {
	const add = (at: Date) =>
		deskLog(store().db).add({ by: { id: 'li', name: '李' }, at, act: 'holding', details: {} }, [
			'i-1',
			'i-2',
		]);
	const actsOf = async (item: string) =>
		(await deskLog(store().db).ofItem(item, 9_999)).map(({ at }) => at);

	test('the log forgets acts from before an instant, under every claim, and keeps the others', async () => {
		for (const hours of [-2, 0, 2]) await add(atHour(hours));
		await deskLog(store().db).forget(noon);
		for (const item of ['i-1', 'i-2']) expect(await actsOf(item)).toEqual([atHour(2), noon]);
		const links = await store().db.selectFrom('desk_log_items').selectAll().execute();
		expect(links).toHaveLength(4);
	});

	test('the log forgets all that is too old, also when there is more than goes at once', async () => {
		for (let count = 0; count < 1_001; count += 1) await add(atHour(-1));
		await add(noon);
		await deskLog(store().db).forget(noon);
		expect(await actsOf('i-1')).toEqual([noon]);
	});

	test('what a forgotten act did stays, and the act cannot be taken back; a later one can', async () => {
		const { work, items } = await itemsWithReports(store(), 3);
		await work.merge(acting(), { id: 'i-1', version: 1 }, { id: 'i-2', version: 1 });
		const [old] = await deskLog(store().db).latest(1);
		await work.assign({ ...acting(), at: atHour(3) }, { reports: [], items: ['i-3'] }, 'lan');
		const [later] = await deskLog(store().db).latest(1);
		await deskLog(store().db).forget(atHour(2));
		expect(await work.undo(acting(), old?.id ?? '')).toEqual({ kind: 'no-such-entry' });
		expect(await items.get('i-1')).toMatchObject({ mergedInto: 'i-2' });
		expect(await work.undo(acting(), later?.id ?? '')).toMatchObject({ kind: 'undone' });
		expect((await items.get('i-3'))?.assignee).toBeUndefined();
	});

	test('forgetting is no news to those who look at the desk', async () => {
		const { work } = await itemsWithReports(store(), 2);
		await work.assign(acting(), { reports: [], items: ['i-1'] }, 'lan');
		const changes = deskChanges(store().db, store().engine);
		const mark = await changes.mark();
		await deskLog(store().db).forget(atHour(9));
		expect(await changes.any(mark)).toBe(false);
		await work.assign(acting(), { reports: [], items: ['i-2'] }, 'lan');
		expect(await changes.any(mark)).toBe(true);
	});
});
