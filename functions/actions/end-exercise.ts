import type { AfterAction } from '../../src/domain/exercise/after-action.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import type { ExerciseEntryName } from '../content/exercise-text.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Exercises } from '../store/exercises.ts';
import { type TakeOffParts, takeOffExercise } from './take-off-exercise.ts';

export interface FinishExerciseParts extends TakeOffParts {
	readonly exercises: Pick<Exercises, 'keepReport'>;
	/** What of an exercise is published now. */
	readonly published: (exercise: Exercise) => Promise<readonly ExerciseEntryName[]>;
	readonly report: (exercise: Exercise) => Promise<AfterAction>;
}

export interface EndExerciseParts extends FinishExerciseParts {
	readonly exercises: Pick<Exercises, 'end' | 'keepReport'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** Ends an exercise with all that belongs to its end. `false` when it has ended already. */
export async function endExercise(
	parts: EndExerciseParts,
	exercise: Exercise,
	{ by, now }: { readonly by: { readonly id: string } | undefined; readonly now: Date },
): Promise<boolean> {
	if (!(await parts.exercises.end(exercise.id, now))) return false;
	await parts.audit.append({
		at: now,
		actor: by?.id ?? 'portal',
		action: 'exercise.ended',
		subject: exercise.id,
		details: {},
	});
	await finishExercise(parts, { ...exercise, endedAt: now }, now);
	return true;
}

/**
 * Does what belongs to the end of an exercise: its notices are over, its answers are taken off, as these have no end of their
 * own, and its report is kept. The report is the last, so that an exercise without one is known to be unfinished, and is
 * finished by doing all of it again.
 */
export async function finishExercise(
	parts: FinishExerciseParts,
	ended: Exercise,
	now: Date,
): Promise<void> {
	const report = await parts.report(ended);
	await takeOffExercise(parts, await parts.published(ended), now);
	await parts.exercises.keepReport(ended.id, report);
}
