import { type CollectionName, collectionNames } from '../domain/collections.ts';
import { yearsOfCorrections } from '../domain/corrections.ts';
import type { VersionedEntry } from './content.ts';
import { byRef, type Groups, regrouped } from './groups.ts';
import { type NoticeIndex, noNotices, withNotices } from './notice-index.ts';
import { SortedList } from './sorted-list.ts';

/** The entries that can be used, in the orders in which pages ask for them. */
export interface ContentIndex {
	readonly lists: ReadonlyMap<CollectionName, SortedList<VersionedEntry>>;
	/** Entries of every collection by the incident they belong to. */
	readonly incidents: Groups<VersionedEntry>;
	/** Entries of every collection by the years, `YYYY`, in which they were corrected or correct others. */
	readonly corrections: Groups<VersionedEntry>;
	/** Help points by their area. */
	readonly helpPoints: Groups<VersionedEntry<'help-points'>>;
	/** Entries that have a time of publication, the earliest first. */
	readonly byPublication: SortedList<VersionedEntry>;
	readonly notices: NoticeIndex;
}

export const noEntries: ContentIndex = {
	lists: new Map(collectionNames.map((name) => [name, new SortedList(byRef)])),
	incidents: new Map(),
	corrections: new Map(),
	helpPoints: new Map(),
	byPublication: new SortedList((a, b) => publicationOf(a) - publicationOf(b) || byRef(a, b)),
	notices: noNotices,
};

/** The index without some entries and with others. */
export function withEntries(
	index: ContentIndex,
	gone: ReadonlySet<VersionedEntry>,
	added: readonly VersionedEntry[],
): ContentIndex {
	const lists = new Map(index.lists);
	for (const collection of new Set([...gone, ...added].map(({ entry }) => entry.collection))) {
		const joining = added.filter(({ entry }) => entry.collection === collection);
		const list = lists.get(collection)?.with(gone, joining);
		if (list) lists.set(collection, list);
	}
	return {
		lists,
		incidents: regrouped(index.incidents, gone, added, incidentsOf),
		corrections: regrouped(index.corrections, gone, added, ({ entry }) =>
			yearsOfCorrections(entry.data),
		),
		helpPoints: regrouped(
			index.helpPoints,
			new Set([...gone].filter(isHelpPoint)),
			added.filter(isHelpPoint),
			({ entry }) => [entry.data.area],
		),
		byPublication: index.byPublication.with(
			gone,
			added.filter(({ entry }) => entry.data.publishAt),
		),
		notices: withNotices(
			index.notices,
			new Set([...gone].filter(isNotice)),
			added.filter(isNotice),
		),
	};
}

/** When an entry is to appear, in milliseconds; those without a time are there at once. */
export function publicationOf({ entry }: VersionedEntry): number {
	return entry.data.publishAt?.getTime() ?? 0;
}

/** The incidents an entry belongs to: one or none. */
export function incidentsOf({ entry: { data } }: VersionedEntry): readonly string[] {
	return 'incident' in data && data.incident ? [data.incident] : [];
}

export function isHelpPoint(each: VersionedEntry): each is VersionedEntry<'help-points'> {
	return each.entry.collection === 'help-points';
}

export function isNotice(each: VersionedEntry): each is VersionedEntry<'notices'> {
	return each.entry.collection === 'notices';
}
