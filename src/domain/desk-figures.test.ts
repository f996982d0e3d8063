import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import {
	type FigureItem,
	periodFigures,
	readDeskFigures,
	writeDeskFigures,
} from './desk-figures.ts';

const clocks = { holdingLine: 2, verdictHigh: 24, verdictMedium: 48 };

/** A claim of high risk that was heard at noon. */
function anItem(changes: Partial<FigureItem> = {}): FigureItem {
	return { harm: 3, spread: 3, firstSeenAt: noon, pausedMs: 0, isClaim: true, ...changes };
}

function figures(items: readonly FigureItem[], now = atHour(1)) {
	return periodFigures(
		7,
		items,
		{ reports: 10, answeredAtOnce: 4, foundAtDoor: 3, ungrouped: 2 },
		{ now, clocks },
	);
}

test('a promise is kept by an answer in time, and missed by one that came later', () => {
	const items = [anItem({ firstAnsweredAt: atHour(2) }), anItem({ firstAnsweredAt: atHour(2.1) })];
	expect(figures(items, atHour(9)).holdingLine).toEqual({
		kept: 1,
		missed: 1,
		running: 0,
		waiting: 0,
	});
});

test('a promise whose time has not come runs, and one whose time has passed is missed', () => {
	expect(figures([anItem()], atHour(1)).holdingLine).toEqual({
		kept: 0,
		missed: 0,
		running: 1,
		waiting: 0,
	});
	expect(figures([anItem()], atHour(3)).holdingLine).toEqual({
		kept: 0,
		missed: 1,
		running: 0,
		waiting: 0,
	});
});

test('the clock of a verdict stands still while a source is waited for', () => {
	const late = { verdictAt: atHour(26) };
	const items = [anItem(late), anItem({ ...late, pausedMs: 3 * 3_600_000 })];
	expect(figures(items, atHour(30)).verdict).toEqual({
		kept: 1,
		missed: 1,
		running: 0,
		waiting: 0,
	});
});

test('while a source is waited for the clock of the verdict stands, unless it had run out before', () => {
	const items = [anItem({ waitsSince: atHour(20) }), anItem({ waitsSince: atHour(25) })];
	expect(figures(items, atHour(40)).verdict).toEqual({
		kept: 0,
		missed: 1,
		running: 0,
		waiting: 1,
	});
});

test('a verdict on what was opened again is measured from then on, and its first answer not again', () => {
	const reopened = anItem({
		firstSeenAt: atHour(-24 * 20),
		firstAnsweredAt: atHour(-24 * 20),
		clocksSince: noon,
		verdictAt: atHour(3),
	});
	const found = figures([reopened], atHour(30));
	expect(found).toMatchObject({ items: 1, verdictMedian: 180, verdict: { kept: 1, missed: 0 } });
	expect(found.firstAnswerMedian).toBeUndefined();
	expect(found.holdingLine).toEqual({ kept: 0, missed: 0, running: 0, waiting: 0 });
});

test('reports that nobody has grouped are told, as no clock knows of them', () => {
	expect(figures([]).ungrouped).toBe(2);
});

test('what is of low risk promises nothing', () => {
	const { holdingLine, verdict } = figures([anItem({ harm: 1, spread: 1 })], atHour(99));
	expect([holdingLine, verdict]).toEqual(
		Array(2).fill({ kept: 0, missed: 0, running: 0, waiting: 0 }),
	);
});

test('the median is of answers that were given', () => {
	const items = [1, 2, 9].map((hours) => anItem({ firstAnsweredAt: atHour(hours) }));
	expect(figures([...items, anItem()]).firstAnswerMedian).toBe(120);
	expect(figures(items.slice(0, 2)).firstAnswerMedian).toBe(90);
	expect(figures([anItem()]).firstAnswerMedian).toBeUndefined();
});

test('an answer that was there before anybody asked took no time', () => {
	expect(figures([anItem({ firstAnsweredAt: atHour(-5) })]).firstAnswerMedian).toBe(0);
});

test('what is no claim counts as asked, and for no clock', () => {
	const { items, holdingLine } = figures([anItem({ isClaim: false })], atHour(9));
	expect([items, holdingLine.missed]).toEqual([1, 0]);
});

test('figures that did not change are not written again for a day', () => {
	const periods = [figures([anItem()])];
	const first = writeDeskFigures(periods, noon, undefined);
	expect(writeDeskFigures(periods, atHour(23), first)).toBe(first);
	expect(readDeskFigures(writeDeskFigures(periods, atHour(25), first))?.asOf).toContain(
		'2026-03-15T13',
	);
	expect(writeDeskFigures([figures([])], atHour(1), first)).not.toBe(first);
});
