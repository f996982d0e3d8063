import type { HeldExercise } from '../readiness.ts';
import { toDay } from '../time.ts';
import type { AfterAction } from './after-action.ts';
import type { Exercise } from './course.ts';
import { hazardsOf, scenarioOf } from './scenarios.ts';

/**
 * The hazards that an exercise was held for, and its day: those that its scenario has notices written for. One that still
 * runs, in which nothing was done, or whose scenario this software no longer has, was held for none.
 */
export function heldExercises(
	{ scenario: id, endedAt }: Pick<Exercise, 'scenario' | 'endedAt'>,
	{ lines }: Pick<AfterAction, 'lines'>,
): readonly HeldExercise[] {
	const scenario = scenarioOf(id);
	const isHeld = lines.some(({ doneAt }) => doneAt !== undefined);
	if (!scenario || !endedAt || !isHeld) return [];
	return hazardsOf(scenario).map((hazard) => ({ hazard, on: toDay(endedAt) }));
}
