import { randomUUIDv7 } from 'node:crypto';
import { scenarioOf } from '../../src/domain/exercise/scenarios.ts';
import type { ExerciseDesk } from '../exercise-desk.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Exercises } from '../store/exercises.ts';

export type ExerciseStarted =
	| { readonly kind: 'started'; readonly id: string }
	| { readonly kind: 'no-such-scenario' }
	/** Another one runs: who is in it would not know which is meant. */
	| { readonly kind: 'another-runs'; readonly id: string };

export interface StartExerciseParts {
	readonly exercises: Exercises;
	readonly desk: Pick<ExerciseDesk, 'clear'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** Starts an exercise with an empty desk. Its first injects come with the next look at the clock. */
export async function startExercise(
	{ exercises, desk, audit }: StartExerciseParts,
	request: { readonly scenario: string; readonly by: { readonly id: string }; readonly now: Date },
): Promise<ExerciseStarted> {
	const { by, now } = request;
	const scenario = scenarioOf(request.scenario);
	if (!scenario) return { kind: 'no-such-scenario' };
	const running = await exercises.running();
	if (running) return { kind: 'another-runs', id: running.id };
	await desk.clear();
	const id = randomUUIDv7();
	const started = await exercises.start({
		id,
		scenario: scenario.id,
		startedAt: now,
		startedBy: by.id,
	});
	if (!started) return { kind: 'another-runs', id: (await exercises.running())?.id ?? '' };
	await audit.append({
		at: now,
		actor: by.id,
		action: 'exercise.started',
		subject: id,
		details: { scenario: scenario.id },
	});
	return { kind: 'started', id };
}
