import type { Exercise } from '../src/domain/exercise/course.ts';
import type { Settings } from '../src/domain/settings.ts';
import type { StaffAccount } from '../src/domain/staff-answers.ts';
import { minute } from '../src/domain/time.ts';
import { endExercise, finishExercise } from './actions/end-exercise.ts';
import { takeOffExercise } from './actions/take-off-exercise.ts';
import type { Repository } from './content/repository.ts';
import type { ExerciseDesk } from './exercise-desk.ts';
import { publishedIn, publishedLate } from './exercise-publications.ts';
import { exerciseReport } from './exercise-report.ts';
import type { StoreAreas } from './store/areas.ts';

/** What the pages and the clock of exercises both need. */
export function exerciseParts(parts: {
	readonly areas: StoreAreas;
	readonly desk: ExerciseDesk;
	readonly repository: Repository;
	readonly settings: () => Settings;
	readonly staff: () => Promise<readonly StaffAccount[]>;
	readonly release: () => Promise<unknown>;
	readonly now: () => Date;
}) {
	const { exercises, audit } = parts.areas;
	const published = (exercise: Exercise) => publishedIn(parts.areas, exercise);
	const ending = {
		...parts,
		exercises,
		audit,
		published,
		report: (exercise: Exercise) => exerciseReport(parts, exercise),
	};
	/** Up to when what was published late has been looked at. */
	let lookedAt = new Date(0);

	async function takeOffLate(exercise: Exercise): Promise<void> {
		if (!exercise.endedAt) return;
		const now = parts.now();
		const since = new Date(Math.max(Number(exercise.endedAt), Number(lookedAt) - stillPublishing));
		const late = await publishedLate(parts.areas, exercise, since);
		if (late.length > 0) await takeOffExercise(parts, late, now);
		lookedAt = now;
	}

	return {
		published,
		/** Ends an exercise, by a person or because everybody left it. */
		end: (exercise: Exercise, by?: { readonly id: string }) =>
			endExercise(ending, exercise, { by, now: parts.now() }),
		/** Finishes an end that was cut short, and takes off what somebody published after the end. */
		async tidy(): Promise<void> {
			for (const exercise of await exercises.unfinished())
				await finishExercise(ending, exercise, parts.now());
			const [newest] = await exercises.latest(1);
			if (newest) await takeOffLate(newest);
		},
	};
}

/** A publication is known a little after it was asked for; in milliseconds. */
const stillPublishing = 10 * minute;
