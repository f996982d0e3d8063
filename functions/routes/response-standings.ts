import type { PublicationRow } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { wordPublications } from '../publication-answer.ts';
import type { PublicationRowsParts } from '../publication-rows.ts';
import type { DraftStatus, Drafts } from '../store/drafts.ts';

/** How far the responses to rumors have come, by their names. */
export interface ResponseStandings {
	draftStatus(ref: string): DraftStatus | undefined;
	publication(ref: string): PublicationRow | undefined;
}

/** Afterwards a response is simply there. */
const shownForMs = 24 * 3_600_000;
const mostResponses = 50;

/** Reads where each response stands that is being written or was published lately. */
export async function responseStandings(
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
): Promise<ResponseStandings> {
	const lately = { collection: 'rumors', since: new Date(now().getTime() - shownForMs) };
	const [written, published] = await Promise.all([
		drafts.all(),
		wordPublications(progress, language, mostResponses, lately),
	]);
	return {
		draftStatus: (ref) =>
			written.find((each) => each.collection === 'rumors' && each.ref === ref)?.status,
		publication: (ref) => published.find((each) => each.ref === ref),
	};
}
