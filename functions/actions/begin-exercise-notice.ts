import type { Exercise } from '../../src/domain/exercise/course.ts';
import { tasksOf } from '../../src/domain/exercise/course.ts';
import { scenarioOf } from '../../src/domain/exercise/scenarios.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Content } from '../../src/domain/site.ts';
import { followingPhases } from '../../src/domain/templates/notice-template.ts';
import type { ExerciseEntryName } from '../content/exercise-text.ts';
import { publishedEntry } from '../content/published-entry.ts';
import type { Exercises } from '../store/exercises.ts';
import type { SaveDraftParts } from './save-draft.ts';
import { startFromTemplate } from './start-from-template.ts';

export type ExerciseNoticeBegun =
	| { readonly kind: 'begun'; readonly ref: string }
	| { readonly kind: 'not-running' | 'no-such-task' }
	/** There is nothing yet that it could be about. */
	| { readonly kind: 'nothing-published' }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** Begins the notice that a task of a running exercise asks for, as an exercise, and remembers for which task it is. */
export async function beginExerciseNotice(
	parts: SaveDraftParts & {
		readonly exercises: Pick<Exercises, 'began'>;
		/** What of the exercise is published now. */
		readonly published: (exercise: Exercise) => Promise<readonly ExerciseEntryName[]>;
	},
	request: {
		readonly exercise: Exercise;
		readonly inject: string;
		readonly by: { readonly id: string; readonly name: string; readonly email: string };
		readonly content: Content;
		readonly now: Date;
	},
): Promise<ExerciseNoticeBegun> {
	const { exercise, by, content, now } = request;
	if (exercise.endedAt) return { kind: 'not-running' };
	const scenario = scenarioOf(exercise.scenario);
	const task = scenario && tasksOf(scenario).find(({ id }) => id === request.inject);
	if (!task?.template) return { kind: 'no-such-task' };
	const { phase, hazard, untranslated = false } = task.template;
	const follows = (followingPhases as readonly string[]).includes(phase);
	const previous = follows ? await newestNotice(parts, exercise) : undefined;
	if (follows && !previous) return { kind: 'nothing-published' };
	const about = { phase, hazard, previous, by, content, now };
	const started = await startFromTemplate(parts, { ...about, exercise: { untranslated } });
	if (started.kind === 'invalid') return started;
	const lifecycle = phase === 'sent-in-error' ? 'withdrawal' : 'issue';
	const { ref } = started;
	const entry = { collection: 'notices', ref, lifecycle, inject: task.id } as const;
	await parts.exercises.began(exercise.id, { ...entry, madeAt: now, madeBy: by.id });
	return { kind: 'begun', ref };
}

/** The last notice of the exercise that is no withdrawal itself. */
async function newestNotice(
	parts: Parameters<typeof beginExerciseNotice>[0],
	exercise: Exercise,
): Promise<(Notice & { readonly ref: string }) | undefined> {
	const commit = await parts.repository.head();
	const refs = (await parts.published(exercise)).filter(
		({ collection }) => collection === 'notices',
	);
	for (const { ref } of refs.toReversed()) {
		const entry = commit && (await publishedEntry(parts.repository, commit, 'notices', ref));
		if (!entry || !isNotice(entry.data) || entry.data.lifecycle === 'withdrawal') continue;
		return { ...entry.data, ref };
	}
	return undefined;
}

function isNotice(data: object): data is Notice {
	return 'lifecycle' in data;
}
