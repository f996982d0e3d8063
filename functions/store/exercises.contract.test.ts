import { expect, test } from 'vitest';
import type { AfterAction } from '../../src/domain/exercise/after-action.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { exercises } from './exercises.ts';

const started = { id: 'e-1', scenario: 'flood', startedAt: noon, startedBy: 'li' };
const report: AfterAction = { lines: [], late: 0, missed: 2, reports: 5, pushes: 1, ticks: 3 };

eachStore((store) => {
	const all = () => exercises(store().db);

	test('one runs at a time', async () => {
		expect(await all().start(started)).toBe(true);
		expect(await all().start({ ...started, id: 'e-2' })).toBe(false);
		expect((await all().running())?.id).toBe('e-1');
		expect(await all().end('e-1', atHour(1))).toBe(true);
		expect(await all().running()).toBeUndefined();
		expect(await all().start({ ...started, id: 'e-2', startedAt: atHour(2) })).toBe(true);
		expect((await all().latest(9)).map(({ id }) => id)).toEqual(['e-2', 'e-1']);
	});

	test('it ends once, at its first end', async () => {
		await all().start(started);
		await all().end('e-1', atHour(1));
		expect(await all().end('e-1', atHour(2))).toBe(false);
		expect((await all().get('e-1'))?.endedAt).toEqual(atHour(1));
	});

	test('one that ended without a report is known, until the report is kept', async () => {
		await all().start(started);
		expect(await all().unfinished()).toEqual([]);
		await all().end('e-1', atHour(1));
		expect((await all().unfinished()).map(({ id }) => id)).toEqual(['e-1']);
		await all().keepReport('e-1', report);
		expect(await all().unfinished()).toEqual([]);
	});

	test('knows when the next one was started', async () => {
		await all().start(started);
		await all().end('e-1', atHour(1));
		expect(await all().nextStart(noon)).toBeUndefined();
		await all().start({ ...started, id: 'e-2', startedAt: atHour(2) });
		expect(await all().nextStart(noon)).toEqual(atHour(2));
	});

	test('an inject keeps the time of its first delivery', async () => {
		await all().start(started);
		await all().delivered('e-1', 'first', noon);
		await all().delivered('e-1', 'first', atHour(1));
		expect(await all().deliveries('e-1')).toEqual(new Map([['first', noon]]));
	});

	test('its report and notes stay when what was written for it is deleted', async () => {
		await all().start(started);
		const entry = { lifecycle: 'issue', inject: 'first', madeAt: noon, madeBy: 'li' };
		await all().began('e-1', { collection: 'notices', ref: 'n-1', ...entry });
		await all().began('e-1', { collection: 'notices', ref: 'n-1', ...entry, madeBy: 'wang' });
		expect(await all().entries('e-1')).toEqual([{ collection: 'notices', ref: 'n-1', ...entry }]);
		await all().keepReport('e-1', report);
		await all().note('e-1', '喇叭不响\n');
		await all().note('e-1', '电话占线\n');
		await all().cleared('e-1', atHour(3));
		expect(await all().entries('e-1')).toEqual([]);
		expect(await all().report('e-1')).toEqual(report);
		expect(await all().reported(9)).toMatchObject([{ exercise: { id: 'e-1' }, report }]);
		expect(await all().get('e-1')).toMatchObject({
			notes: '喇叭不响\n电话占线\n',
			clearedAt: atHour(3),
		});
	});
});
