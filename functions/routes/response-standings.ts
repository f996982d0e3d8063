import type { Language } from '../../src/domain/languages.ts';
import type { PublicationRow } from '../../src/domain/staff-answers.ts';
import { wordPublications } from '../publication-answer.ts';
import type { PublicationRowsParts } from '../publication-rows.ts';
import type { DraftStatus, Drafts } from '../store/drafts.ts';

/** How far the response of a name has come. */
export interface ResponseStanding {
	readonly draftStatus?: DraftStatus | undefined;
	/** Its way to the readers, while it is new. */
	readonly publication?: PublicationRow | undefined;
}

/** Afterwards a response is simply there. */
const shownForMs = 24 * 3_600_000;
const mostResponses = 50;

/** Where each response stands that is being written or was published lately, by its name. */
export async function allStandings(
	{
		drafts,
		progress,
		now,
	}: {
		readonly drafts: Pick<Drafts, 'all'>;
		readonly progress: PublicationRowsParts;
		readonly now: () => Date;
	},
	language: Language,
): Promise<Readonly<Record<string, ResponseStanding>>> {
	const lately = { collection: 'rumors', since: new Date(now().getTime() - shownForMs) };
	const [written, published] = await Promise.all([
		drafts.all(),
		wordPublications(progress, language, mostResponses, lately),
	]);
	const standings: Record<string, ResponseStanding> = {};
	for (const publication of published) standings[publication.ref] = { publication };
	for (const { collection, ref, status } of written)
		if (collection === 'rumors') standings[ref] = { ...standings[ref], draftStatus: status };
	return standings;
}
