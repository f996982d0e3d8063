import { entryPath } from '../../src/domain/collections.ts';
import { fieldOf } from '../../src/domain/front-matter-lists.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { Draft } from '../store/drafts.ts';
import type { Repository } from './repository.ts';

/** The name of an entry that may be of an exercise. */
export interface ExerciseEntryName {
	readonly collection: 'notices' | 'rumors';
	readonly ref: string;
}

/** Whether an entry is of an exercise in a commit: what was turned into something real since is not to be touched. */
export async function isExerciseAt(
	repository: Pick<Repository, 'blobAt' | 'readBlob'>,
	commit: string,
	{ collection, ref }: ExerciseEntryName,
): Promise<boolean> {
	const blob = await repository.blobAt(commit, entryPath(collection, ref, defaultLanguage));
	return (
		blob !== undefined && isExercise(new TextDecoder().decode(await repository.readBlob(blob)))
	);
}

/** Whether a draft is of an exercise as it stands now. */
export function isExerciseDraft({
	files,
	...entry
}: Pick<Draft, 'files'> & ExerciseEntryName): boolean {
	const path = entryPath(entry.collection, entry.ref, defaultLanguage);
	const file = files.find((each) => each.path === path);
	return file !== undefined && isExercise(Buffer.from(file.content, file.encoding).toString());
}

function isExercise(text: string): boolean {
	return fieldOf(text, 'status') === 'exercise';
}
