import { defaultLanguage, type Language } from './languages.ts';

/**
 * Where the editor stands below the base of the site, for staff whose pages are in a language: it leads back to these.
 * With an entry, where that is edited.
 */
export function editorPath(
	language: Language,
	entry?: { readonly collection: string; readonly ref: string },
): string {
	const start = language === defaultLanguage ? 'admin/' : `admin/?lang=${language}`;
	return entry ? `${start}#/collections/${entry.collection}/entries/${entry.ref}` : start;
}
