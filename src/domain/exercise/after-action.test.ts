import { describe, expect, test } from 'vitest';
import { noon } from '../../../tests/builders.ts';
import { hour, minute } from '../time.ts';
import {
	type AfterAction,
	afterAction,
	comparedWith,
	type ExercisedItem,
	type ExercisedNotice,
	type ExerciseFacts,
} from './after-action.ts';
import type { Exercise, Scenario, TaskInject } from './course.ts';

const at = (minutes: number) => new Date(noon.getTime() + minutes * minute);
const done = (minutes: number) => ({ at: at(minutes) });
const text = { 'zh-CN': '请发公告', en: 'Publish' };
const clocks = { holdingLine: 5, verdictHigh: 24, verdictMedium: 48 };
const exercise: Exercise = { id: 'e', scenario: 's', startedAt: noon, startedBy: 'a', notes: '' };

function aTask(changes: Partial<TaskInject> = {}): TaskInject {
	return { id: 'first', kind: 'task', step: 'publish', minute: 0, target: 30, text, ...changes };
}
function aScenario(...injects: TaskInject[]): Scenario {
	return { id: 's', title: text, summary: text, minutes: 60, injects };
}
function facts(changes: Partial<ExerciseFacts> = {}): ExerciseFacts {
	const nothing = { notices: [], items: [], reports: 0, pushes: 0, ticks: 0 };
	return { exercise, delivered: new Map([['first', noon]]), ...nothing, ...changes };
}
function aNotice(changes: Partial<ExercisedNotice> = {}): ExercisedNotice {
	return { ref: 'n-1', title: '河水上涨', lifecycle: 'issue', ...changes };
}
function anItem(changes: Partial<ExercisedItem> = {}): ExercisedItem {
	return { claim: '水库垮了', harm: 3, spread: 3, pausedMs: 0, firstSeenAt: noon, ...changes };
}
const report = (scenario: Scenario, changes: Partial<ExerciseFacts>, now = at(20)) =>
	afterAction(scenario, facts(changes), clocks, now);
const lineOf = ({ lines }: AfterAction, measure: string) =>
	lines.find((each) => each.measure === measure);

describe('the way of a notice', () => {
	test('is timed from when it was asked for, step by step', () => {
		const way = { draft: done(4), signed: done(9), live: done(10), push: done(11), tick: done(19) };
		const { lines } = report(aScenario(aTask()), { notices: [aNotice(way)] });
		expect(lines.map(({ measure, afterMs }) => [measure, afterMs])).toEqual([
			['draft', 4 * minute],
			['signed', 9 * minute],
			['live', 10 * minute],
			['push', 11 * minute],
			['tick', 19 * minute],
		]);
	});

	test('is late where it was live after its target', () => {
		const live = (minutes: number) =>
			report(aScenario(aTask()), { notices: [aNotice({ live: done(minutes) })] }, at(40));
		expect(lineOf(live(30), 'live')?.standing).toBe('in-time');
		expect(lineOf(live(31), 'live')?.standing).toBe('late');
		expect(live(31).late).toBe(1);
	});

	test('is open while there is time, and missed when that is over', () => {
		expect(lineOf(report(aScenario(aTask()), {}, at(30)), 'live')?.standing).toBe('open');
		expect(lineOf(report(aScenario(aTask()), {}, at(31)), 'live')?.standing).toBe('missed');
	});

	test('is missed where the exercise ended before it, though it was done later', () => {
		const ended = { ...exercise, endedAt: at(10) };
		const late = report(aScenario(aTask()), {
			exercise: ended,
			notices: [aNotice({ live: done(11) })],
		});
		expect(lineOf(late, 'live')?.standing).toBe('missed');
		expect(late.missed).toBe(5);
	});

	test('says by whom, and what it was about', () => {
		const signed = { at: at(3), roles: ['publisher' as const] };
		const line = lineOf(report(aScenario(aTask()), { notices: [aNotice({ signed })] }), 'signed');
		expect(line).toMatchObject({ roles: ['publisher'], about: '河水上涨' });
	});
});

test('what was never asked is not missed', () => {
	const ended = { ...exercise, endedAt: at(10) };
	const later = aTask({ id: 'later', minute: 20 });
	const { lines, missed } = report(aScenario(later), { exercise: ended });
	expect(new Set(lines.map(({ standing }) => standing))).toEqual(new Set(['not-asked']));
	expect(missed).toBe(0);
});

describe('of several notices', () => {
	const two = aScenario(aTask(), aTask({ id: 'second', minute: 5 }));
	const delivered = new Map([
		['first', noon],
		['second', at(5)],
	]);

	test('each task has the one that was begun for it', () => {
		const notices = [
			aNotice({ ref: 'b', inject: 'second', live: done(8) }),
			aNotice({ ref: 'a', inject: 'first', live: done(9) }),
		];
		const live = report(two, { delivered, notices }).lines.filter(
			(each) => each.measure === 'live',
		);
		expect(live.map(({ afterMs }) => afterMs)).toEqual([9 * minute, 3 * minute]);
	});

	test('one that was begun for none goes to the first task that has none', () => {
		const notices = [aNotice({ ref: 'a' }), aNotice({ ref: 'b', live: done(6) })];
		const live = report(two, { delivered, notices }).lines.filter(
			(each) => each.measure === 'live',
		);
		expect(live.map(({ afterMs }) => afterMs)).toEqual([undefined, minute]);
	});

	test('a withdrawal is timed by the one that withdraws', () => {
		const task = aTask({ step: 'withdraw', target: 10 });
		const notices = [
			aNotice({ live: done(2) }),
			aNotice({ ref: 'w', lifecycle: 'withdrawal', live: done(12) }),
		];
		const line = lineOf(report(aScenario(task), { notices }), 'live');
		expect(line).toMatchObject({ afterMs: 12 * minute, standing: 'late', key: 'withdraw-1-live' });
	});
});

test('a translation is timed by the first that is live', () => {
	const task = aTask({ step: 'translate', target: 20 });
	const notices = [aNotice({ translated: done(12) }), aNotice({ ref: 'b', translated: done(7) })];
	expect(report(aScenario(task), { notices }).lines).toMatchObject([
		{ measure: 'translated', afterMs: 7 * minute, standing: 'in-time' },
	]);
});

describe('a rumor', () => {
	const task = (step: 'checking' | 'answer') => aScenario(aTask({ step, target: 240 }));

	test('is timed by the claim that was answered first', () => {
		const items = [anItem(), anItem({ claim: '封城', firstSeenAt: at(5), checking: done(12) })];
		const line = lineOf(report(task('checking'), { items }), 'checking');
		expect(line).toMatchObject({ afterMs: 12 * minute, about: '封城', standing: 'in-time' });
	});

	test('is late by the clock of the settings, whatever the target of the scenario', () => {
		const firstSeenAt = new Date(noon.getTime() - 5 * hour);
		const items = [anItem({ firstSeenAt, checking: done(1) })];
		const line = lineOf(report(task('checking'), { items }), 'checking');
		expect(line).toMatchObject({ standing: 'late', clockMs: 5 * hour });
	});

	test('of low risk has no clock', () => {
		const items = [anItem({ harm: 1, spread: 1, answer: done(3) })];
		const line = lineOf(report(task('answer'), { items }), 'answer');
		expect(line?.standing).toBe('in-time');
		expect(line).not.toHaveProperty('clockMs');
	});
});

test('a report is compared with the last one line by line', () => {
	const now = report(aScenario(aTask()), { notices: [aNotice({ draft: done(3) })] });
	const last = report(aScenario(aTask()), { notices: [aNotice({ draft: done(9) })] });
	const compared = comparedWith(now, last);
	expect(compared.get('publish-1-draft')).toBe(9 * minute);
	expect(compared.get('publish-1-live')).toBeUndefined();
	expect(comparedWith(now, undefined).get('publish-1-draft')).toBeUndefined();
});

test('a report that was kept says the same when it is read again', () => {
	const kept = report(aScenario(aTask()), { notices: [aNotice({ live: done(3) })] });
	expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
});
