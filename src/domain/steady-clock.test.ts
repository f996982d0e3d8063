import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { type ClockRecord, lookAtClock, mayDeleteByClock } from './steady-clock.ts';
import { hour } from './time.ts';

const after = (hours: number) => new Date(noon.getTime() + hours * hour);

/** A clock that was looked at each hour from noon on, for so many hours. */
function lookedAtFor(hours: number): ClockRecord {
	let record = lookAtClock(undefined, noon);
	for (let each = 1; each <= hours; each += 1) record = lookAtClock(record, after(each));
	return record;
}

test('a clock that has gone on for a day deletes what has had its time', () => {
	expect(mayDeleteByClock(lookedAtFor(23))).toBe(false);
	expect(mayDeleteByClock(lookedAtFor(24))).toBe(true);
});

test('a clock that jumps ahead deletes nothing until it has gone on for a day from there', () => {
	let record = lookAtClock(lookedAtFor(48), after(48 + 365 * 24));
	expect(mayDeleteByClock(record)).toBe(false);
	for (let each = 1; each <= 23; each += 1)
		record = lookAtClock(record, after(48 + 365 * 24 + each));
	expect(mayDeleteByClock(record)).toBe(false);
});

test('a clock that is set back deletes nothing, and one that is put right by seconds goes on', () => {
	expect(mayDeleteByClock(lookAtClock(lookedAtFor(48), after(20)))).toBe(false);
	expect(
		mayDeleteByClock(lookAtClock(lookedAtFor(48), new Date(after(48).getTime() - 5_000))),
	).toBe(true);
});

test('a portal that was off over a weekend goes on, and one that was off for weeks waits a day', () => {
	expect(mayDeleteByClock(lookAtClock(lookedAtFor(48), after(48 + 60)))).toBe(true);
	expect(mayDeleteByClock(lookAtClock(lookedAtFor(48), after(48 + 500)))).toBe(false);
});
