import { entryPath } from '../../src/domain/collections.ts';
import { endedNotice } from '../../src/domain/exercise/ended-notice.ts';
import { languageTags } from '../../src/domain/languages.ts';
import { changeContent } from '../content/change-content.ts';
import { type ExerciseEntryName, isExerciseAt } from '../content/exercise-text.ts';
import type { Repository } from '../content/repository.ts';

export interface TakeOffParts {
	readonly repository: Repository;
	readonly release: () => Promise<unknown>;
}

/**
 * Takes off what of an exercise is published still: notices are over, answers go. What is over, gone, or something real by
 * now stays as it is, so it can be done again.
 */
export async function takeOffExercise(
	{ repository, release }: TakeOffParts,
	entries: readonly ExerciseEntryName[],
	now: Date,
): Promise<void> {
	const changesAt = (commit: string) => changesOf(repository, commit, entries, now);
	const message = 'End an exercise';
	const isChanged = await repository.inTurn(() =>
		changeContent(repository, { changesAt, message, now }),
	);
	if (isChanged) await release();
}

async function changesOf(
	repository: Repository,
	commit: string,
	entries: readonly ExerciseEntryName[],
	now: Date,
): Promise<Map<string, Uint8Array | null>> {
	const changes = new Map<string, Uint8Array | null>();
	for (const entry of entries) {
		if (!(await isExerciseAt(repository, commit, entry))) continue;
		const files = await filesOf(repository, commit, entry);
		const [first] = files;
		if (!first) continue;
		const over = entry.collection === 'notices' ? endedNotice(first.text, now) : null;
		if (over === null) for (const { path } of files) changes.set(path, null);
		else if (over !== undefined) changes.set(first.path, new TextEncoder().encode(over));
	}
	return changes;
}

/** The files of an entry, the one that holds its facts first. */
async function filesOf(
	repository: Repository,
	commit: string,
	{ collection, ref }: ExerciseEntryName,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
	const files = [];
	for (const language of languageTags) {
		const path = entryPath(collection, ref, language);
		const blob = await repository.blobAt(commit, path);
		if (!blob) continue;
		files.push({ path, text: new TextDecoder().decode(await repository.readBlob(blob)) });
	}
	return files;
}
