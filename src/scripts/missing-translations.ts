import { defaultLanguage, isLanguage } from '../domain/languages.ts';

/** The part of a Decap backend that reads the files of an entry (decap-cms-lib-util 3.5). */
export interface EntryFilesReader {
	getEntry(path: string): Promise<object>;
	unpublishedEntryDataFile(
		collection: string,
		slug: string,
		path: string,
		id: string,
	): Promise<string>;
}

/**
 * Gives Decap an empty file for each translation that an entry does not have. Without one it cannot save the entry while
 * nobody has looked at that language (decap-cms 3.16, `serializeI18n`).
 */
export function withEmptyTranslations<Backend extends EntryFilesReader>(backend: Backend): Backend {
	const getEntry = backend.getEntry.bind(backend);
	const draftFile = backend.unpublishedEntryDataFile.bind(backend);
	backend.getEntry = (path) =>
		getEntry(path).catch(async (refusal: unknown) => {
			const original = originalOf(path);
			if (!original || !isMissing(refusal)) throw refusal;
			// Where there is no entry there is no translation of it either.
			await getEntry(original);
			return { file: { path, id: null }, data: empty };
		});
	backend.unpublishedEntryDataFile = (collection, slug, path, id) =>
		draftFile(collection, slug, path, id).catch((refusal: unknown) => {
			if (!originalOf(path) || !isMissing(refusal)) throw refusal;
			return empty;
		});
	return backend;
}

/** What the form of a new translation begins with, which counts as no translation (`readEntry`). */
const empty = '---\nversion: 1\n---\n';

/** The file that a translation is of: `notices/x.zh-CN.md` for `notices/x.it.md`. */
function originalOf(path: string): string | undefined {
	const [, entry, tag = ''] = /^(.+)\.([A-Za-z-]+)\.md$/.exec(path) ?? [];
	const isTranslation = isLanguage(tag) && tag !== defaultLanguage;
	return isTranslation ? `${entry}.${defaultLanguage}.md` : undefined;
}

/** A file that could not be fetched may be there: what it says must not be lost by the next save. */
function isMissing(refusal: unknown): boolean {
	return (refusal as { status?: number }).status === 404;
}
