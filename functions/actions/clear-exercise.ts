import { entryPath } from '../../src/domain/collections.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import { languageTags } from '../../src/domain/languages.ts';
import { changeContent } from '../content/change-content.ts';
import { type ExerciseEntryName, isExerciseAt, isExerciseDraft } from '../content/exercise-text.ts';
import type { Repository } from '../content/repository.ts';
import type { ExerciseDesk } from '../exercise-desk.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Exercises } from '../store/exercises.ts';

export interface ClearExerciseParts {
	readonly exercises: Exercises;
	readonly desk: ExerciseDesk;
	readonly drafts: Drafts;
	readonly repository: Repository;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly published: (exercise: Exercise) => Promise<readonly ExerciseEntryName[]>;
	readonly release: () => Promise<unknown>;
}

export type ExerciseCleared = 'cleared' | 'still-runs' | 'cleared-already';

/** Deletes what was written and reported in an exercise: pages, drafts and reports. Its report stays, and what is no exercise now. */
export async function clearExercise(
	parts: ClearExerciseParts,
	exercise: Exercise,
	{ by, now }: { readonly by: { readonly id: string }; readonly now: Date },
): Promise<ExerciseCleared> {
	if (!exercise.endedAt) return 'still-runs';
	if (exercise.clearedAt) return 'cleared-already';
	const { exercises, desk, drafts, audit } = parts;
	const published = await parts.published(exercise);
	const [newest] = await exercises.latest(1);
	const isNewest = newest?.id === exercise.id;
	const items = isNewest ? ((await (await desk.opened())?.areas.items.list(mostItems)) ?? []) : [];
	const begun = [
		...(await exercises.entries(exercise.id)),
		...items.flatMap(({ draftRef }) =>
			draftRef ? [{ collection: 'rumors' as const, ref: draftRef }] : [],
		),
	];
	for (const entry of [...begun, ...published]) await removeDraft(drafts, entry);
	await removeFiles(parts, published, now);
	await exercises.cleared(exercise.id, now);
	if (isNewest) await desk.clear();
	await audit.append({
		at: now,
		actor: by.id,
		action: 'exercise.cleared',
		subject: exercise.id,
		details: { entries: published.length },
	});
	return 'cleared';
}

const mostItems = 1000;

/** A draft that was begun in an exercise and turned into something real stays, and so does what is saved meanwhile. */
async function removeDraft(drafts: Drafts, { collection, ref }: ExerciseEntryName): Promise<void> {
	const draft = await drafts.get(collection, ref);
	if (draft && isExerciseDraft({ collection, ref, files: draft.files }))
		await drafts.delete(collection, ref, draft.version);
}

async function removeFiles(
	{ repository, release }: ClearExerciseParts,
	entries: readonly ExerciseEntryName[],
	now: Date,
): Promise<void> {
	const changesAt = (commit: string) => filesOf(repository, commit, entries);
	const message = 'Delete what an exercise left';
	const isChanged = await repository.inTurn(() =>
		changeContent(repository, { changesAt, message, now }),
	);
	if (isChanged) await release();
}

/** Every file of the entries that are an exercise still, to be deleted. */
async function filesOf(
	repository: Repository,
	commit: string,
	entries: readonly ExerciseEntryName[],
): Promise<Map<string, null>> {
	const changes = new Map<string, null>();
	for (const { collection, ref } of entries) {
		if (!(await isExerciseAt(repository, commit, { collection, ref }))) continue;
		for (const language of languageTags) {
			const path = entryPath(collection, ref, language);
			if (await repository.blobAt(commit, path)) changes.set(path, null);
		}
	}
	return changes;
}
