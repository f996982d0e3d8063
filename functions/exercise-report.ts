import { type AfterAction, afterAction } from '../src/domain/exercise/after-action.ts';
import type { Exercise } from '../src/domain/exercise/course.ts';
import { scenarioOf } from '../src/domain/exercise/scenarios.ts';
import type { Settings } from '../src/domain/settings.ts';
import { type ExerciseFactParts, exerciseFacts } from './exercise-facts.ts';

/** The report of an exercise as it stands; of one whose scenario this software no longer has, an empty one. */
export async function exerciseReport(
	parts: ExerciseFactParts & { readonly settings: () => Settings; readonly now: () => Date },
	exercise: Exercise,
): Promise<AfterAction> {
	const scenario = scenarioOf(exercise.scenario);
	if (!scenario) return { lines: [], late: 0, missed: 0, reports: 0, pushes: 0, ticks: 0 };
	const facts = await exerciseFacts(parts, exercise);
	return afterAction(scenario, facts, parts.settings().clocks, parts.now());
}
