import { isClosed } from '../domain/report.ts';
import type { DeskItem } from './api.ts';

/** Words as one looks for them: full-width letters and capitals make no difference. */
export function searchWords(text: string): readonly string[] {
	return plain(text).split(/\s+/).filter(Boolean);
}

export function hasAllWords(text: string, words: readonly string[]): boolean {
	const said = plain(text);
	return words.every((word) => said.includes(word));
}

function plain(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}

/** Items in whose claim, or in the title of whose response, all words stand: open ones first, then those that most ask about. */
export function findItems(
	items: Iterable<DeskItem>,
	text: string,
	most: number,
): readonly DeskItem[] {
	const words = searchWords(text);
	if (words.length === 0) return [];
	return [...items]
		.filter(({ claim, response }) => hasAllWords(`${claim} ${response?.title ?? ''}`, words))
		.sort(
			(a, b) =>
				Number(isClosed(a.state)) - Number(isClosed(b.state)) ||
				b.askers - a.askers ||
				b.reports - a.reports,
		)
		.slice(0, most);
}
