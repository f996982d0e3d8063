import type { Exercise } from '../src/domain/exercise/course.ts';
import type { Settings } from '../src/domain/settings.ts';
import { endExercise } from './actions/end-exercise.ts';
import type { Repository } from './content/repository.ts';
import type { ExerciseDesk } from './exercise-desk.ts';
import { publishedIn } from './exercise-facts.ts';
import { exerciseReport } from './exercise-report.ts';
import type { StoreAreas } from './store/areas.ts';
import type { StaffRecord } from './store/staff-accounts.ts';

/** What the pages and the clock of exercises both need. */
export function exerciseParts(parts: {
	readonly areas: StoreAreas;
	readonly desk: ExerciseDesk;
	readonly repository: Repository;
	readonly settings: () => Settings;
	readonly staff: () => Promise<readonly StaffRecord[]>;
	readonly release: () => Promise<unknown>;
	readonly now: () => Date;
}) {
	const { exercises, audit } = parts.areas;
	const published = (exercise: Exercise) => publishedIn(parts.areas, exercise);
	return {
		published,
		/** Ends an exercise, by a person or because everybody left it. */
		end: (exercise: Exercise, by?: { readonly id: string }) =>
			endExercise(
				{ ...parts, exercises, audit, published, report: (each) => exerciseReport(parts, each) },
				exercise,
				{ by, now: parts.now() },
			),
	};
}
