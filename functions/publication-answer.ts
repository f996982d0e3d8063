import type { Language } from '../src/domain/languages.ts';
import type { PublicationRow } from '../src/domain/staff-answers.ts';
import { wordPublication } from '../src/i18n/publication-words.ts';
import { type PublicationRowsParts, publicationRows } from './publication-rows.ts';
import type { PublicationQuery } from './store/publications.ts';

/** The latest publications as staff read them. */
export async function wordPublications(
	parts: PublicationRowsParts,
	language: Language,
	count: number,
	about: PublicationQuery = {},
): Promise<readonly PublicationRow[]> {
	const rows = await publicationRows(parts, count, about);
	return rows.map(({ publication, steps }) => {
		const { commit, collection, ref, title, path, by } = publication;
		const askedAt = publication.askedAt.toISOString();
		return wordPublication({ commit, collection, ref, title, path, by, askedAt }, steps, language);
	});
}
