import type { CollectionName } from '../domain/collections.ts';
import { defaultLanguage, languagePrefix, languages } from '../domain/languages.ts';
import type { Reading } from './reading.ts';

/** Collections whose entries have a page of their own. */
export const collectionsWithPages = [
	'notices',
	'rumors',
	'faqs',
	'support',
	'guides',
	'incidents',
] as const;

const pages = [
	'',
	'notices/',
	'rumors/',
	'faqs/',
	'support/',
	'guides/',
	'help-points/',
	'report/',
	'receipt/',
	'subscribe/',
	'search/',
	'about/',
	'privacy/',
	'accessibility/',
	'feeds/notices.xml',
	'feeds/rumors.xml',
];

const filesForAll = ['/404.html', '/alerts.json', '/sitemap.xml', '/manifest.webmanifest'];

/** Every path of the public site. */
export function sitePaths(reading: Reading): string[] {
	const perLanguage = [
		...pages,
		...collectionsWithPages.flatMap((collection) =>
			entryRefs(reading, collection).map((ref) => `${collection}/${ref}/`),
		),
		...reading.noticeMonths().map((month) => `notices/archive/${month}/`),
		...exerciseRefs(reading).map((ref) => `exercise/${ref}/`),
	];
	return [
		...languages.flatMap(({ tag }) => perLanguage.map((page) => `${languagePrefix(tag)}/${page}`)),
		...filesForAll,
	];
}

/** The refs of the published, actual entries of a collection. */
export function entryRefs(reading: Reading, collection: CollectionName): string[] {
	return reading.list(collection, defaultLanguage).map((each) => each.ref);
}

/** Notices that are exercises or tests: they have an unlisted page of their own and stand nowhere else. */
export function exerciseRefs(reading: Reading): string[] {
	return reading.exercises('notices');
}
