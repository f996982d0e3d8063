import type { CollectionName } from '../domain/collections.ts';
import { defaultLanguage } from '../domain/languages.ts';
import { selfCheckPage } from '../domain/self-check-policy.ts';
import type { Reading } from './reading.ts';

/** Collections whose entries have a page of their own. */
export const collectionsWithPages: readonly CollectionName[] = [
	'notices',
	'rumors',
	'faqs',
	'support',
	'guides',
	'incidents',
];

/** Pages that are always there, in each language. */
export const fixedPages = [
	'',
	'notices/',
	'rumors/',
	'rumors/figures/',
	'faqs/',
	'support/',
	'support/breathing/',
	selfCheckPage,
	'guides/',
	'areas/',
	'incidents/',
	'help-points/',
	'sources/',
	'report/',
	'receipt/',
	'subscribe/',
	'search/',
	'verify/',
	'corrections/',
	'feeds/',
	'emergency-pack/',
	'about/',
	'privacy/',
	'accessibility/',
	'sitemap/',
	'display/',
	'unavailable/',
] as const;

/** The page of a year's corrections, without the language. */
export function correctionsPage(year: string): string {
	return `corrections/${year}/`;
}

/** The page of a month's notices, without the language. */
export function monthPage(month: string): string {
	return `notices/archive/${month}/`;
}

/** The page of an area, without the language. */
export function areaPage(code: string): string {
	return `areas/${code}/`;
}

/** The codes of the areas, each of which has a page. */
export function areaCodes({ settings }: Reading): string[] {
	return settings.areas.map(({ code }) => code);
}

/** The refs of the published, actual entries of a collection. */
export function entryRefs(reading: Reading, collection: CollectionName): string[] {
	return reading.list(collection, defaultLanguage).map((each) => each.ref);
}

/** Notices that are exercises or tests: they have an unlisted page of their own and stand nowhere else. */
export function exerciseRefs(reading: Reading): string[] {
	return reading.exercises('notices');
}

/** Responses that are exercises or tests, which have an unlisted page of their own as well. */
export function exerciseRumorRefs(reading: Reading): string[] {
	return reading.exercises('rumors');
}
