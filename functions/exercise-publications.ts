import type { Exercise } from '../src/domain/exercise/course.ts';
import type { ExerciseEntryName } from './content/exercise-text.ts';
import type { StoreAreas } from './store/areas.ts';
import type { Publication } from './store/publications.ts';

/** More than anybody publishes in an exercise. */
const mostPublications = 500;
const exercisePages = '/exercise/';

/** What of an exercise was published, whoever wrote it and in whichever tool: while it ran, and after it ended. */
export async function publishedIn(
	areas: PublicationParts,
	exercise: Exercise,
): Promise<readonly ExerciseEntryName[]> {
	const all = [
		...(await publicationsIn(areas, exercise)),
		...(await publishedLate(areas, exercise)),
	];
	return namesOf(all);
}

type PublicationParts = Pick<StoreAreas, 'publications' | 'audit' | 'exercises'>;

/**
 * What was published for an exercise once it had ended, before the next was started: every answer, and notices that were
 * written while it ran. A notice that somebody began later as an exercise of its own has its own end.
 */
export async function publishedLate(
	areas: PublicationParts,
	exercise: Exercise,
	since = exercise.endedAt,
): Promise<readonly ExerciseEntryName[]> {
	const { startedAt, endedAt } = exercise;
	if (!endedAt) return [];
	const next = await areas.exercises.nextStart(startedAt);
	const asked = await publicationsSince(areas, since ?? endedAt);
	const late = asked.filter(({ askedAt }) => askedAt > endedAt && !(next && askedAt >= next));
	if (late.length === 0) return [];
	const written = new Set(await writtenIn(areas, exercise));
	return namesOf(late).filter(
		({ collection, ref }) => collection === 'rumors' || written.has(`${collection}/${ref}`),
	);
}

/** What was published or saved while an exercise ran, as collection and ref. */
async function writtenIn(areas: PublicationParts, exercise: Exercise): Promise<readonly string[]> {
	const { startedAt: from, endedAt: to } = exercise;
	const saved = await areas.audit.list({
		action: 'draft.saved',
		from,
		...(to && { to }),
		limit: mostPublications,
	});
	const published = namesOf(await publicationsIn(areas, exercise));
	return [
		...saved.map(({ subject }) => subject),
		...published.map(({ collection, ref }) => `${collection}/${ref}`),
	];
}

function namesOf(
	all: readonly { readonly collection: string; readonly ref: string }[],
): readonly ExerciseEntryName[] {
	const names = new Map(
		all.map(({ collection, ref }) => [`${collection}/${ref}`, { collection, ref }]),
	);
	return [...names.values()].flatMap(({ collection, ref }) =>
		collection === 'notices' || collection === 'rumors' ? [{ collection, ref }] : [],
	);
}

/** What was published on pages of exercises while one ran, oldest first. */
export async function publicationsIn(
	areas: Pick<StoreAreas, 'publications'>,
	{ startedAt, endedAt }: Pick<Exercise, 'startedAt' | 'endedAt'>,
): Promise<readonly Publication[]> {
	const all = await publicationsSince(areas, startedAt);
	return all.filter(({ askedAt }) => !(endedAt && askedAt > endedAt));
}

async function publicationsSince(
	{ publications }: Pick<StoreAreas, 'publications'>,
	since: Date,
): Promise<readonly Publication[]> {
	const all = await publications.latest(mostPublications, { since });
	return all.filter(({ path }) => path.startsWith(exercisePages)).toReversed();
}
