import { expect, test } from 'vitest';
import { atHour } from '../../../tests/builders.ts';
import type { MeasureLine } from './after-action.ts';
import { heldExercises } from './held-exercises.ts';
import { knownHazards, scenarioFor, scenarios } from './scenarios.ts';

const line: MeasureLine = {
	key: 'publish-1-draft',
	inject: 'first',
	step: 'publish',
	measure: 'draft',
	standing: 'missed',
	roles: [],
};
const done = { ...line, doneAt: atHour(0).toISOString() };
const flood = { scenario: 'flood', endedAt: atHour(1) };

test('an exercise was held for the hazards that its scenario has notices for, on the day it ended', () => {
	expect(heldExercises(flood, { lines: [line, done] })).toEqual([
		{ hazard: 'flood', on: '2026-03-14' },
	]);
});

test('every scenario counts for some hazard', () => {
	for (const { id } of scenarios)
		expect(heldExercises({ ...flood, scenario: id }, { lines: [done] })).not.toEqual([]);
});

test.each(knownHazards)('%s can be exercised, and counts then', (hazard) => {
	const held = heldExercises({ ...flood, scenario: scenarioFor(hazard).id }, { lines: [done] });
	expect(held).toContainEqual({ hazard, on: '2026-03-14' });
});

test('one in which nothing was done, that runs, or that nobody knows any more was held for none', () => {
	expect(heldExercises(flood, { lines: [line] })).toEqual([]);
	expect(heldExercises({ ...flood, endedAt: undefined }, { lines: [done] })).toEqual([]);
	expect(heldExercises({ ...flood, scenario: 'dragons' }, { lines: [done] })).toEqual([]);
});
