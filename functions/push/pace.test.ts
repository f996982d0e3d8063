import { describe, expect, test } from 'vitest';
import { createPace, type Pace } from './pace.ts';

const noJitter = () => 0;

/** Sends as much as it may, every 10 ms from one instant for some seconds; gives how many left. */
function run(pace: Pace, from: number, seconds: number, most = Number.POSITIVE_INFINITY): number {
	let sent = 0;
	for (let now = from; now < from + seconds * 1000; now += 10) {
		const room = Math.min(pace.room(now), most - sent);
		pace.spend(room);
		for (let each = 0; each < room; each += 1) pace.succeeded();
		sent += room;
	}
	return sent;
}

describe('the pace at one push service', () => {
	test('is kept', () => {
		const pace = createPace(1000, noJitter);
		const sent = run(pace, 0, 1);
		expect(sent).toBeGreaterThan(900);
		expect(sent).toBeLessThanOrEqual(1000);
	});

	test('grows while all is taken, and not while there is little to send', () => {
		const busy = createPace(1000, noJitter);
		run(busy, 0, 5);
		expect(busy.perSecond).toBeGreaterThan(3000);
		const idle = createPace(1000, noJitter);
		run(idle, 0, 5, 100);
		expect(idle.perSecond).toBe(1000);
	});

	test('halves once when the service asks for patience, whatever was under way', () => {
		const pace = createPace(1000, noJitter);
		expect(pace.throttled(0, 3000)).toBe(3000);
		expect([1, 2].map((now) => pace.throttled(now, 3000))).toEqual([undefined, undefined]);
		expect(pace.perSecond).toBe(500);
	});

	test('leaves a service alone for the longest time that it asked for, also when it asked while it was left alone', () => {
		const pace = createPace(1000, noJitter);
		pace.throttled(0, 3000);
		expect(pace.throttled(1, 60_000)).toBe(60_001);
		expect(pace.throttled(2, 10_000)).toBeUndefined();
		expect(run(pace, 3000, 57)).toBe(0);
		expect(pace.perSecond).toBe(500);
	});

	test('leaves a service alone for as long as it asked', () => {
		const pace = createPace(1000, noJitter);
		pace.throttled(0, 3000);
		expect(run(pace, 0, 2.9)).toBe(0);
		expect(run(pace, 3000, 1)).toBeGreaterThan(400);
	});

	test('waits longer each time that patience is asked for without a time, and begins anew after a success', () => {
		const pace = createPace(1000, noJitter);
		const waits = [0, 10_000, 20_000].map((now) => (pace.throttled(now, undefined) ?? 0) - now);
		expect(waits).toEqual([2000, 4000, 8000]);
		pace.succeeded();
		expect(pace.throttled(90_000, undefined)).toBe(92_000);
	});

	test('never comes back at the very moment at which all others do', () => {
		expect(createPace(1000, () => 1).throttled(0, 1000)).toBe(1200);
	});

	test('stops for a while after twenty failures in a row, and not for single ones', () => {
		const pace = createPace(1000, noJitter);
		for (let each = 0; each < 19; each += 1) expect(pace.failed(0)).toBeUndefined();
		expect(pace.failed(0)).toBe(2000);
		pace.succeeded();
		for (let each = 0; each < 19; each += 1) pace.failed(9000);
		pace.succeeded();
		expect(pace.failed(9000)).toBeUndefined();
	});

	test('counts all that was under way on a connection that broke as one failure', () => {
		const pace = createPace(1000, noJitter);
		for (let each = 0; each < 250; each += 1) expect(pace.lost(each / 10)).toBeUndefined();
		for (let each = 1; each < 19; each += 1) expect(pace.lost(each * 1000)).toBeUndefined();
		expect(pace.lost(19_000)).toBe(21_000);
	});

	test('goes on when the clock is put back', () => {
		const pace = createPace(1000, noJitter);
		run(pace, 1_000_000, 1);
		expect(run(pace, 0, 1)).toBeGreaterThan(900);
	});
});
