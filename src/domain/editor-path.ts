import { defaultLanguage, type Language } from './languages.ts';

/**
 * Where the editor stands below the base of the site, for staff whose pages are in a language: it leads back to these.
 * With an entry, where that is edited.
 */
export function editorPath(
	language: Language,
	entry?: { readonly collection: string; readonly ref: string },
): string {
	const start = startPath(language);
	return entry ? `${start}#/collections/${entry.collection}/entries/${entry.ref}` : start;
}

/** Where the editor begins a new entry, with some of its fields filled in: Decap takes them from the address. */
export function newEntryPath(
	language: Language,
	collection: string,
	fields: Readonly<Record<string, string>> = {},
): string {
	const query = new URLSearchParams(fields).toString();
	const path = `${startPath(language)}#/collections/${collection}/new`;
	return query === '' ? path : `${path}?${query}`;
}

function startPath(language: Language): string {
	return language === defaultLanguage ? 'admin/' : `admin/?lang=${language}`;
}
