import type { CollectionName } from '../domain/collections.ts';
import { type Entry, type Localized, localize } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';

const known = new WeakMap<object, Map<Language, unknown>>();

/** An entry in a reader's language. Made once for each text: every list asks for each of its entries in every release. */
export function inLanguage<C extends CollectionName>(
	entry: Entry<C>,
	language: Language,
): Localized<C> {
	const languages = known.get(entry) ?? new Map<Language, unknown>();
	known.set(entry, languages);
	const localized = languages.get(language) ?? localize(entry, language);
	languages.set(language, localized);
	// What is kept for an entry was made from it.
	return localized as Localized<C>;
}
