import type { Exercise } from '../../src/domain/exercise/course.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import type { Exercises } from '../store/exercises.ts';

/** A note is a line or two; more belongs into a document of its own. */
export const longestNote = 1000;

/** Adds to what staff want to remember of an exercise: when, who, what. Nothing that somebody else wrote is changed. */
export async function noteOnExercise(
	{ exercises }: { readonly exercises: Pick<Exercises, 'note'> },
	{ id }: Exercise,
	{
		text,
		by,
		now,
	}: { readonly text: string; readonly by: { readonly name: string }; readonly now: Date },
): Promise<void> {
	const plain = text.replace(/\s+/g, ' ').trim().slice(0, longestNote);
	if (plain === '') return;
	const time = toOffsetString(now).slice(11, 16);
	await exercises.note(id, `${time} ${by.name} ${plain}\n`);
}
