import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { hour } from './time.ts';
import { hangs, isDone, standingsOf, tickTime, type VillageTick } from './village-tick.ts';

function aTick(changes: Partial<VillageTick> = {}): VillageTick {
	const about = { link: 'l1', id: 't1', ref: 'n-1', what: 'posted', count: 1 } as const;
	return { ...about, exercise: false, at: noon, receivedAt: noon, ...changes };
}

const standingOf = (...ticks: readonly VillageTick[]) => standingsOf(ticks).get('n-1');

describe('the time of a tick', () => {
	test.each([
		['a right clock', 0],
		['a clock that is a year ahead', 365 * 24 * hour],
		['a clock that is a year behind', -365 * 24 * hour],
	])('is that of the tick and not of the sending, by %s', (_, skew) => {
		const device = { at: noon.getTime() + skew, sentAt: noon.getTime() + 3 * hour + skew };
		expect(tickTime({ ...device, receivedAt: atHour(3) })).toEqual(noon);
	});

	test('is not in the future, and not more than a week ago', () => {
		const times = { sentAt: noon.getTime(), receivedAt: noon };
		expect(tickTime({ ...times, at: atHour(5).getTime() })).toEqual(noon);
		expect(tickTime({ ...times, at: 0 })).toEqual(atHour(-7 * 24));
	});
});

describe('a poster', () => {
	test('hangs from when it was put up until it is taken down', () => {
		expect(hangs(standingOf())).toBe(false);
		expect(hangs(standingOf(aTick()))).toBe(true);
		const down = aTick({ id: 't2', what: 'taken-down', at: atHour(1) });
		expect(hangs(standingOf(aTick(), down))).toBe(false);
	});

	test('hangs again when it was put up again, or was not taken down after all', () => {
		const down = aTick({ id: 't2', what: 'taken-down', at: atHour(1) });
		expect(hangs(standingOf(aTick(), down, aTick({ id: 't3', at: atHour(2) })))).toBe(true);
		expect(hangs(standingOf(aTick(), down, { ...down, id: 't4', count: 0, at: atHour(2) }))).toBe(
			true,
		);
	});

	test('does not hang where putting it up was corrected', () => {
		expect(hangs(standingOf(aTick(), aTick({ id: 't2', count: 0, at: atHour(1) })))).toBe(false);
	});
});

test('the newest tick of a kind counts, in whatever order they come', () => {
	const later = aTick({ id: 't2', what: 'visited', count: 12, at: atHour(1) });
	const earlier = aTick({ what: 'visited', count: 5 });
	expect(standingOf(later, earlier)?.visited?.count).toBe(12);
	expect(isDone(standingOf(later), 'played')).toBe(false);
});
