import { type CollectionWithPast, type EntryData, keepsPast } from './collections.ts';
import type { Entry } from './entry.ts';
import { coverage } from './verification/canonical-text.ts';

/** What changes without changing what a paper or a message says. */
const notPrinted: ReadonlySet<string> = new Set([
	'version',
	'stamp',
	'changes',
	'alert',
	'alertRevision',
	'publishAt',
	'incident',
	'topics',
	'recordings',
	'attachments',
]);

/** What stands on paper, or in the public text of a guide or plan, in each language's own words. */
const written: { readonly [collection in CollectionWithPast]: readonly string[] } = {
	notices: coverage.texts.filter((name) => !notPrinted.has(name)),
	guides: ['title', 'summary', 'duties', 'steps', 'telling', 'kit', 'easyToRead', 'body'],
};

/**
 * What is published again, with the next version number where its editor did not raise it: the number on a poster tells
 * two texts apart, and that of a plan its editions. A translation that was up to date, or was changed too, stays up to date.
 */
export function withNextVersion(entry: Entry, published: Entry): Entry {
	if (!keepsPast(entry.collection) || !isReworded(entry, published)) return entry;
	const before = published.data.version;
	if (entry.data.version > before) return entry;
	const version = before + 1;
	const sameOriginal = written[entry.collection].every((name) =>
		isSame(of(entry.data, name), of(published.data, name)),
	);
	const translations = Object.fromEntries(
		Object.entries(entry.translations).map(([language, translation]) => {
			const was = published.translations[language as keyof typeof published.translations];
			const isUpToDate = Number(translation?.['version'] ?? 1) >= before;
			const isFollowed =
				isUpToDate && (sameOriginal || !isSame(unnumbered(translation), unnumbered(was)));
			return [language, isFollowed ? { ...translation, version } : translation];
		}),
	);
	return { ...entry, translations, data: { ...entry.data, version } as EntryData };
}

/** Whether a published notice would say something else under the number that its readers hold in their hands. */
export function sharesVersion(entry: Entry, published: Entry): boolean {
	return (
		entry.collection === 'notices' &&
		entry.data.version <= published.data.version &&
		isReworded(entry, published)
	);
}

function isReworded(entry: Entry, published: Entry): boolean {
	return !isSame(printed(entry), printed(published));
}

function printed({ data, translations }: Entry): unknown {
	return [shown(data), Object.entries(translations).map(([tag, each]) => [tag, shown(each ?? {})])];
}

function shown(fields: object): unknown {
	return Object.entries(fields)
		.filter(([name, value]) => value !== undefined && !notPrinted.has(name))
		.sort(([a], [b]) => (a < b ? -1 : 1));
}

function unnumbered(translation: object | undefined): unknown {
	return shown(translation ?? {});
}

function of(data: EntryData, name: string): unknown {
	return (data as Record<string, unknown>)[name];
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
