import type { z } from 'zod';
import { faqSchema } from './faq.schema.ts';
import { guideSchema } from './guide.schema.ts';
import { helpPointSchema } from './help-point.schema.ts';
import { incidentSchema } from './incident.schema.ts';
import { isLanguage, type Language } from './languages.ts';
import { noticeSchema } from './notice.schema.ts';
import { rumorResponseSchema } from './rumor-response.schema.ts';
import { supportSchema } from './support.schema.ts';

/** Every collection of entries: its schema, its names in the CMS, and whether its entries are emergency statements. */
export const collections = {
	notices: { schema: noticeSchema, label: ['公告', 'Notices'] },
	rumors: { schema: rumorResponseSchema, label: ['辟谣', 'Rumor responses'] },
	faqs: { schema: faqSchema, label: ['问答', 'FAQs'] },
	support: { schema: supportSchema, label: ['心理支持', 'Support'] },
	guides: { schema: guideSchema, label: ['指南与预案', 'Guides and plans'] },
	'help-points': { schema: helpPointSchema, label: ['服务点', 'Help points'] },
	incidents: { schema: incidentSchema, label: ['事件', 'Incidents'] },
} as const satisfies Record<string, { schema: z.ZodObject; label: readonly [string, string] }>;

export type CollectionName = keyof typeof collections;

export const collectionNames = Object.keys(collections) as CollectionName[];

/** The data of an entry: facts and the text of the default language. */
export type EntryData<C extends CollectionName = CollectionName> = z.output<
	(typeof collections)[C]['schema']
>;

export type Notice = EntryData<'notices'>;
export type RumorResponse = EntryData<'rumors'>;
export type Faq = EntryData<'faqs'>;
export type Support = EntryData<'support'>;
export type Guide = EntryData<'guides'>;
export type HelpPoint = EntryData<'help-points'>;
export type Incident = EntryData<'incidents'>;

/** Where an entry's file for one language stands in the content repository. */
export function entryPath(collection: CollectionName, ref: string, language: Language): string {
	return `${collection}/${ref}.${language}.md`;
}

/** What a path in the content repository holds; `undefined` for a path that is no entry. */
export function parseEntryPath(
	path: string,
): { collection: CollectionName; ref: string; language: Language } | undefined {
	const match = /^([a-z-]+)\/([a-z0-9][a-z0-9-]{1,58}[a-z0-9])\.([A-Za-z-]+)\.md$/.exec(path);
	const [, collection, ref, language] = match ?? [];
	if (!collection || !ref || !language) return undefined;
	if (!isCollection(collection) || !isLanguage(language)) return undefined;
	return { collection, ref, language };
}

/** Collections whose replaced texts stay readable: what people hold on paper, and the editions of plans. */
const collectionsWithPast = ['notices', 'guides'] as const satisfies CollectionName[];
export type CollectionWithPast = (typeof collectionsWithPast)[number];

export function keepsPast(collection: CollectionName): collection is CollectionWithPast {
	return (collectionsWithPast as readonly CollectionName[]).includes(collection);
}

/** An earlier version of an entry. */
export interface PastVersion {
	readonly collection: CollectionWithPast;
	readonly ref: string;
	readonly version: number;
}

/** Where the text of an earlier version stands: beside the entries, so that it is none. */
export function pastVersionPath(past: PastVersion, language: Language): string {
	return `versions/${past.collection}/${past.ref}/v${past.version}.${language}.md`;
}

/** The entry and version whose text a path holds; `undefined` for any other path. */
export function parsePastVersionPath(path: string): PastVersion | undefined {
	const match = /^versions\/([a-z-]+)\/([a-z0-9-]+)\/v(\d+)\.[A-Za-z-]+\.md$/.exec(path);
	const [, collection = '', ref, version] = match ?? [];
	if (!ref || !isCollection(collection) || !keepsPast(collection)) return undefined;
	return { collection, ref, version: Number(version) };
}

export function isCollection(name: string): name is CollectionName {
	return Object.hasOwn(collections, name);
}

/** Where the settings stand in the content repository. */
export const settingsPath = 'settings/portal.yml';
