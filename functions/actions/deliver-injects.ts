import type { ReportInject } from '../../src/domain/exercise/course.ts';
import {
	type Exercise,
	injectDueAt,
	injectsDue,
	isForgotten,
} from '../../src/domain/exercise/course.ts';
import { scenarioOf } from '../../src/domain/exercise/scenarios.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { ExerciseDesk, OpenExerciseDesk } from '../exercise-desk.ts';
import type { Exercises } from '../store/exercises.ts';
import { reportRumor } from './report-rumor.ts';

/**
 * Delivers what the clock of a running exercise asks for: reports arrive at its desk, tasks appear on its page. Run again
 * after a crash it delivers nothing twice. An exercise that everybody left is ended.
 */
export async function deliverInjects({
	exercises,
	desk,
	end,
	now,
}: {
	readonly exercises: Exercises;
	readonly desk: Pick<ExerciseDesk, 'opened'>;
	readonly end: (exercise: Exercise) => Promise<void>;
	readonly now: Date;
}): Promise<void> {
	const exercise = await exercises.running();
	const scenario = exercise && scenarioOf(exercise.scenario);
	if (!exercise || !scenario) return;
	if (isForgotten(scenario, exercise, now)) return end(exercise);
	const delivered = await exercises.deliveries(exercise.id);
	const due = injectsDue(scenario, exercise, new Set(delivered.keys()), now);
	if (due.length === 0) return;
	const open = await desk.opened();
	for (const inject of due) {
		if (inject.kind === 'report' && open) await report(open, exercise, inject);
		await exercises.delivered(exercise.id, inject.id, now);
	}
	open?.events.wake();
}

/** As a resident's report comes in, by the same action; what it says is of the time when it was due. */
async function report(
	{ areas }: OpenExerciseDesk,
	exercise: Exercise,
	inject: ReportInject,
): Promise<void> {
	await reportRumor(
		{ reports: areas.reports, now: injectDueAt(exercise, inject) },
		{
			content: inject.text[defaultLanguage],
			channel: inject.channel,
			language: defaultLanguage,
			submission: `${exercise.id}/${inject.id}`,
		},
	);
}
