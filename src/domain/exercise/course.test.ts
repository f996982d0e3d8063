import { describe, expect, test } from 'vitest';
import { noon } from '../../../tests/builders.ts';
import { minute } from '../time.ts';
import type { Scenario } from './course.ts';
import { confirmWords, type Exercise, injectsDue, isConfirmed, isForgotten } from './course.ts';

const at = (minutes: number) => new Date(noon.getTime() + minutes * minute);
const text = { 'zh-CN': '水库垮了', en: 'The dam broke' };
const scenario: Scenario = {
	id: 'some',
	title: text,
	summary: text,
	minutes: 30,
	injects: [
		{ id: 'later', kind: 'report', minute: 10, channel: 'market', text },
		{ id: 'first', kind: 'task', step: 'publish', minute: 0, target: 10, text },
	],
};
const exercise: Exercise = {
	id: 'e-1',
	scenario: 'some',
	startedAt: noon,
	startedBy: 'a',
	notes: '',
};

describe('what is due in an exercise', () => {
	const due = (now: Date, delivered: readonly string[] = [], about = exercise) =>
		injectsDue(scenario, about, new Set(delivered), now).map(({ id }) => id);

	test('comes by the clock, the earliest first', () => {
		expect(due(noon)).toEqual(['first']);
		expect(due(at(9.9))).toEqual(['first']);
		expect(due(at(10))).toEqual(['first', 'later']);
	});

	test('is not what was delivered', () => {
		expect(due(at(10), ['first'])).toEqual(['later']);
	});

	test('is nothing once it has ended', () => {
		expect(due(at(10), [], { ...exercise, endedAt: at(5) })).toEqual([]);
	});
});

test('an exercise is forgotten two hours after its planned end', () => {
	expect(isForgotten(scenario, exercise, at(150))).toBe(false);
	expect(isForgotten(scenario, exercise, at(151))).toBe(true);
});

describe('a confirm word', () => {
	test.each(['演练', ' exercise ', 'Exercise', 'ＥＸＥＲＣＩＳＥ'])(
		'"%s" is for an exercise alone',
		(typed) => {
			expect(isConfirmed('exercise', typed)).toBe(true);
			expect(isConfirmed('real', typed)).toBe(false);
		},
	);

	test.each(['真实发布', 'publish for  real'])('"%s" is for the real thing alone', (typed) => {
		expect(isConfirmed('real', typed)).toBe(true);
		expect(isConfirmed('exercise', typed)).toBe(false);
	});

	test.each([undefined, '', '发布', 'ok', 'exercise publish for real'])('%s is none', (typed) => {
		expect(isConfirmed('real', typed) || isConfirmed('exercise', typed)).toBe(false);
	});

	test('of one kind is no part of one of the other', () => {
		for (const one of Object.values(confirmWords.exercise))
			for (const other of Object.values(confirmWords.real))
				expect(one.includes(other) || other.includes(one)).toBe(false);
	});
});
