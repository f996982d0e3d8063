import { entryPath } from '../../src/domain/collections.ts';
import type { AfterAction } from '../../src/domain/exercise/after-action.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import { withField } from '../../src/domain/front-matter-lists.ts';
import { defaultLanguage, languageTags } from '../../src/domain/languages.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { changeContent } from '../content/change-content.ts';
import { isExerciseAt } from '../content/exercise-text.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Exercises } from '../store/exercises.ts';

/** A published entry of an exercise. */
export interface PublishedExerciseEntry {
	readonly collection: 'notices' | 'rumors';
	readonly ref: string;
}

export interface EndExerciseParts {
	readonly exercises: Exercises;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly repository: Repository;
	/** What of an exercise is published now. */
	readonly published: (exercise: Exercise) => Promise<readonly PublishedExerciseEntry[]>;
	readonly report: (exercise: Exercise) => Promise<AfterAction>;
	readonly release: () => Promise<unknown>;
}

/**
 * Ends an exercise: its report is kept, its notices are over, and its answers are taken off, as these have no end of their own.
 * `false` when it has ended already.
 */
export async function endExercise(
	parts: EndExerciseParts,
	exercise: Exercise,
	{ by, now }: { readonly by: { readonly id: string } | undefined; readonly now: Date },
): Promise<boolean> {
	if (!(await parts.exercises.end(exercise.id, now))) return false;
	const ended = { ...exercise, endedAt: now };
	await parts.exercises.keepReport(exercise.id, await parts.report(ended));
	await parts.audit.append({
		at: now,
		actor: by?.id ?? 'portal',
		action: 'exercise.ended',
		subject: exercise.id,
		details: {},
	});
	await takeOff(parts, await parts.published(ended), now);
	return true;
}

async function takeOff(
	{ repository, release }: EndExerciseParts,
	entries: readonly PublishedExerciseEntry[],
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
	entries: readonly PublishedExerciseEntry[],
	now: Date,
): Promise<Map<string, Uint8Array | null>> {
	const changes = new Map<string, Uint8Array | null>();
	for (const { collection, ref } of entries) {
		if (!(await isExerciseAt(repository, commit, { collection, ref }))) continue;
		for (const language of collection === 'rumors' ? languageTags : [defaultLanguage]) {
			const path = entryPath(collection, ref, language);
			const blob = await repository.blobAt(commit, path);
			if (!blob) continue;
			const text = new TextDecoder().decode(await repository.readBlob(blob));
			const over =
				collection === 'notices' ? withField(text, 'expires', toOffsetString(now)) : null;
			if (over === null) changes.set(path, null);
			else if (over !== undefined && !isOver(text, now))
				changes.set(path, new TextEncoder().encode(over));
		}
	}
	return changes;
}

/** A notice that is over already keeps its own end. */
function isOver(text: string, now: Date): boolean {
	const [, written = ''] = /^expires: *['"]?([^'"\n]+)/m.exec(text) ?? [];
	return new Date(written) <= now;
}
