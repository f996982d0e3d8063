import type { CollectionName, CollectionWithPast } from '../domain/collections.ts';
import { defaultLanguage, languagePrefix, languages } from '../domain/languages.ts';
import { partFeeds } from './feed-parts.ts';
import { packPages } from './notice-pack.ts';
import type { Reading } from './reading.ts';
import {
	areaCodes,
	areaPage,
	collectionsWithPages,
	correctionsPage,
	fixedPages,
	monthPage,
} from './site-pages.ts';
import { sitemapParts } from './sitemap-parts.ts';

/** Feeds of the whole site, and what its forms look through, that exist in each language. */
const feedFiles = [
	...['notices', 'rumors'].flatMap((name) => [`feeds/${name}.xml`, `feeds/${name}.json`]),
	'feeds/calendar.ics',
	'feeds/claim-reviews.json',
	'rumors/index.json',
];

const filesForAll = [
	'/404.html',
	'/alerts.json',
	'/robots.txt',
	'/cap/index.xml',
	'/sitemap.xml',
	'/verify/recent.json',
	'/manifest.webmanifest',
];

/** An entry's place in content. */
export interface EntryName {
	readonly collection: CollectionName;
	readonly ref: string;
}

/** Every path of the public site, of all the entries there are. */
export function sitePaths(reading: Reading, entries: Iterable<EntryName>): string[] {
	const perEntry = [...entries].flatMap((each) => entryPaths(reading, each));
	return [
		...[...fixedPages, ...feedFiles].flatMap(inEachLanguage),
		...perEntry,
		...listPaths(reading),
		...filesForAll,
	];
}

/**
 * Whether a page may come a moment after those that people wait for: the pages and feeds of single areas, topics and sources, and
 * lists and feeds in a language of translation. The page of an entry and the home page never do.
 */
export function mayFollow(path: string): boolean {
	return /\/(?:areas|topics|sources)\/[^/]/.test(path) || translatedList.test(path);
}

const translations = languages.flatMap(({ path }) => (path === '' ? [] : path));

const translatedList = new RegExp(
	`^/(?:${translations.join('|')})/(?:feeds/.+|[a-z-]+/|[a-z-]+/archive/\\d{4}-\\d{2}/)$`,
);

/** The paths that come and go from one reading to a later one, by the entries in which these differ. */
export function pathChanges(
	before: Reading,
	after: Reading,
	entries: readonly EntryName[],
): { readonly come: ReadonlySet<string>; readonly gone: ReadonlySet<string> } {
	const pathsIn = (reading: Reading) =>
		new Set([...entries.flatMap((each) => entryPaths(reading, each)), ...listPaths(reading)]);
	const [old, now] = [pathsIn(before), pathsIn(after)];
	return { come: now.difference(old), gone: old.difference(now) };
}

/** The pages of an entry: none while it is not published. */
function entryPaths(reading: Reading, { collection, ref }: EntryName): string[] {
	if (!collectionsWithPages.includes(collection)) return [];
	switch (reading.publishedAs(collection, ref)) {
		case 'actual':
			return [
				...inEachLanguage(`${collection}/${ref}/`),
				...(collection === 'notices' ? packPaths(reading, `notices/${ref}/`, ref) : []),
				...(collection === 'notices' ? noticeFiles(reading, ref) : []),
				...(collection === 'guides' ? guideEditions(reading, ref) : []),
				...(collection === 'incidents' ? inEachLanguage(`incidents/${ref}/comment/`) : []),
			];
		case 'exercise':
			return exercisePaths(reading, { collection, ref });
		case undefined:
			return [];
	}
}

/** Notices and responses of exercises have unlisted pages; anything else that is exercised has none. */
function exercisePaths(reading: Reading, { collection, ref }: EntryName): string[] {
	const page = `exercise/${ref}/`;
	if (collection === 'rumors') return inEachLanguage(`exercise/rumors/${ref}/`);
	if (collection !== 'notices') return [];
	const cap = reading.isStamped(ref) ? [`/${page}cap.xml`] : [];
	return [...inEachLanguage(page), ...packPaths(reading, page, ref), ...cap];
}

/** The earlier editions of a guide or plan. */
function guideEditions(reading: Reading, ref: string): string[] {
	const past = pastPages(reading, 'guides', ref);
	return past.flatMap((page) => inEachLanguage(`guides/${ref}/${page}`));
}

/** What stands beside the page of a notice. */
function noticeFiles(reading: Reading, ref: string): string[] {
	return [
		...(reading.isStamped(ref) ? [`/cap/${ref}.xml`] : []),
		...(reading.hasSessions(ref) ? inEachLanguage(`notices/${ref}.ics`) : []),
	];
}

/** The forms of a notice to print and to pass on, and the texts that it had before. */
function packPaths(reading: Reading, page: string, ref: string): string[] {
	const past = pastPages(reading, 'notices', ref);
	return [...packPages, ...past].flatMap((form) => inEachLanguage(`${page}${form}`));
}

/** The pages of earlier versions, below the page of an entry. */
function pastPages(reading: Reading, collection: CollectionWithPast, ref: string): string[] {
	const entry = reading.entry(collection, ref, defaultLanguage);
	const past = entry ? reading.pastVersions({ collection, ref, version: entry.version }) : [];
	return past.map((version) => `v${version}/`);
}

/** Pages and files of which there is one for each month of notices, year of corrections, area, topic or beginning of short codes. */
function listPaths(reading: Reading): string[] {
	return [
		...partFeeds(reading.settings).flatMap((feed) => [
			...[`feeds/${feed}.xml`, `feeds/${feed}.json`].flatMap(inEachLanguage),
			`/cap/${feed}.xml`,
		]),
		...areaCodes(reading).flatMap((code) => inEachLanguage(areaPage(code))),
		...reading.noticeMonths().flatMap((month) => inEachLanguage(monthPage(month))),
		...reading.correctionYears().flatMap((year) => inEachLanguage(correctionsPage(year))),
		...sitemapParts(reading).map((part) => `/sitemaps/${part}.xml`),
		...reading.codeStarts().map((start) => `/verify/${start}.json`),
	];
}

function inEachLanguage(page: string): string[] {
	return languages.map(({ tag }) => `${languagePrefix(tag)}/${page}`);
}
