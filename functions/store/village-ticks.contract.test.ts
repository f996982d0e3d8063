import { expect, test } from 'vitest';
import type { VillageTick } from '../../src/domain/village-tick.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { villageTicks } from './village-ticks.ts';

function aTick(changes: Partial<VillageTick> = {}): VillageTick {
	const about = { link: 'l1', id: 't1', ref: 'n-1', what: 'played', count: 1 } as const;
	return { ...about, exercise: false, at: noon, receivedAt: noon, ...changes };
}

eachStore((store) => {
	test('a tick that is sent twice is one tick, as it was first', async () => {
		const ticks = villageTicks(store().db);
		await ticks.add([aTick()]);
		await ticks.add([aTick({ at: atHour(1) }), aTick({ id: 't2', what: 'posted' })]);
		expect(await ticks.ofLinks(['l1'])).toEqual([aTick(), aTick({ id: 't2', what: 'posted' })]);
	});

	test('two posts may choose the same name for a tick', async () => {
		const ticks = villageTicks(store().db);
		await ticks.add([aTick(), aTick({ link: 'l2' })]);
		expect(await ticks.ofNotices(['n-1'])).toHaveLength(2);
	});

	test('a tick is taken back by its post and in time, or not at all', async () => {
		const ticks = villageTicks(store().db);
		await ticks.add([aTick()]);
		const undo = { link: 'l1', id: 't1', since: atHour(-1), now: noon };
		expect(await ticks.undo({ ...undo, link: 'l2' })).toBe(false);
		expect(await ticks.undo({ ...undo, since: noon })).toBe(false);
		expect(await ticks.undo(undo)).toBe(true);
		expect(await ticks.undo(undo)).toBe(false);
		expect(await ticks.ofLinks(['l1'])).toEqual([]);
	});

	test('the first tick of a notice is the earliest that stands and says that something was done', async () => {
		const ticks = villageTicks(store().db);
		expect(await ticks.firstTick('n-1')).toBeUndefined();
		await ticks.add([
			aTick({ id: 'undone', at: atHour(-3) }),
			aTick({ id: 'nothing', at: atHour(-2), count: 0 }),
			aTick({ id: 'down', at: atHour(-2), what: 'taken-down' }),
			aTick({ id: 'later', at: atHour(1) }),
			aTick({ id: 'first', at: noon }),
			aTick({ id: 'other', at: atHour(-9), ref: 'n-2' }),
		]);
		await ticks.undo({ link: 'l1', id: 'undone', since: atHour(-1), now: noon });
		expect(await ticks.firstTick('n-1')).toEqual(noon);
	});

	test('notices that were put up are known by name, and old ticks are forgotten', async () => {
		const ticks = villageTicks(store().db);
		await ticks.add([
			aTick({ what: 'posted' }),
			aTick({ id: 't2', what: 'posted', link: 'l2' }),
			aTick({ id: 't3', ref: 'n-2' }),
		]);
		expect(await ticks.postedRefs()).toEqual(['n-1']);
		await ticks.forget(atHour(1));
		expect(await ticks.ofNotices(['n-1', 'n-2'])).toEqual([]);
	});
});
