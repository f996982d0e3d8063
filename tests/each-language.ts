import { languagePrefix, languageTags } from '../src/domain/languages.ts';

/** The paths of a page in every language of the list: `notices/` gives `/notices/`, `/en/notices/` and so on. */
export function inEachLanguage(page: string): string[] {
	return languageTags.map((tag) => `${languagePrefix(tag)}/${page}`);
}

/** How many pages and feeds an area has: a page and two feeds in each language, and one index of CAP messages. */
export const pagesOfArea = 3 * languageTags.length + 1;
