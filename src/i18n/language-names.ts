import type { Language } from '../domain/languages.ts';

/** What a language is called in another, by the names of CLDR: 意大利语, Italian. */
export function languageNameIn(reader: Language, tag: Language): string {
	return new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag;
}
