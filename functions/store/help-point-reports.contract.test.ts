import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { helpPointReports, type KeptReport } from './help-point-reports.ts';

function aReport(changes: Partial<KeptReport> = {}): KeptReport {
	const by = { link: 'l1' };
	return { id: 'r1', ref: 'shop', state: 'low', at: noon, by, waiting: false, ...changes };
}

const staff = { staff: 'u1' };

eachStore((store) => {
	const shown = async () => {
		const current = await helpPointReports(store().db).current();
		return [...current.values()].map(({ ref, state }) => `${ref} ${state}`);
	};

	test('the newest report of each help point counts, whoever of two keepers made it', async () => {
		const reports = helpPointReports(store().db);
		await reports.add(aReport());
		await reports.add(aReport({ id: 'r2', state: 'sold-out', at: atHour(1), by: { link: 'l2' } }));
		await reports.add(aReport({ id: 'r3', ref: 'clinic', state: 'open' }));
		expect((await shown()).toSorted()).toEqual(['clinic open', 'shop sold-out']);
	});

	test('a report that is sent twice is one', async () => {
		const reports = helpPointReports(store().db);
		expect(await reports.add(aReport())).toBe(true);
		expect(await reports.add(aReport({ state: 'closed' }))).toBe(false);
		expect(await shown()).toEqual(['shop low']);
	});

	test('what staff set wins until the keeper’s next tap, and clearing brings back what editors wrote', async () => {
		const reports = helpPointReports(store().db);
		await reports.add(aReport());
		await reports.add(aReport({ id: 's1', state: 'closed', at: atHour(1), by: staff }));
		expect(await shown()).toEqual(['shop closed']);
		await reports.add(aReport({ id: 'r2', state: 'open', at: atHour(2) }));
		expect(await shown()).toEqual(['shop open']);
		await reports.add(aReport({ id: 's2', state: undefined, at: atHour(3), by: staff }));
		expect(await shown()).toEqual([]);
	});

	test('undoing brings back what was reported before, for its own link and in time alone', async () => {
		const reports = helpPointReports(store().db);
		await reports.add(aReport());
		await reports.add(aReport({ id: 'r2', state: 'closed', at: atHour(1) }));
		const by = { link: 'l1', since: noon, now: atHour(1) };
		expect(await reports.undo('r2', { ...by, link: 'l2' })).toBe(false);
		expect(await reports.undo('r1', by)).toBe(false);
		expect(await reports.undo('r2', by)).toBe(true);
		expect(await shown()).toEqual(['shop low']);
		expect(await reports.countOf('l1', atHour(-1))).toBe(2);
		expect((await reports.newestOf('l1'))?.id).toBe('r1');
	});

	test('what waits for staff is not shown, and is answered once', async () => {
		const reports = helpPointReports(store().db);
		await reports.add(aReport({ state: 'moved', waiting: true }));
		expect(await shown()).toEqual([]);
		expect(await reports.waiting()).toMatchObject([{ id: 'r1', state: 'moved' }]);
		expect((await reports.answer('r1'))?.ref).toBe('shop');
		expect(await reports.answer('r1')).toBeUndefined();
		expect(await reports.waiting()).toEqual([]);
	});

	test('old reports are forgotten, but for what is still shown', async () => {
		const reports = helpPointReports(store().db);
		await reports.add(aReport());
		await reports.add(aReport({ id: 'r2', state: 'closed', at: atHour(1) }));
		await reports.forget(atHour(9));
		expect(await shown()).toEqual(['shop closed']);
		expect(await reports.countOf('l1', atHour(-1))).toBe(1);
	});
});
