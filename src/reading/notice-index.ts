import type { Notice } from '../domain/collections.ts';
import { changedAt } from '../domain/freshness.ts';
import { isEnding, sentAt } from '../domain/notice.ts';
import { toMonth } from '../domain/time.ts';
import type { VersionedEntry } from './content.ts';
import { byRef, type Groups, regrouped } from './groups.ts';
import { SortedList } from './sorted-list.ts';

type VersionedNotice = VersionedEntry<'notices'>;

/** The notices in the orders in which pages ask for them, so that no page reads an archive of years. */
export interface NoticeIndex {
	/** Newest first. */
	readonly bySent: SortedList<VersionedNotice>;
	/** Last changed first. */
	readonly byChange: SortedList<VersionedNotice>;
	/** What can be in force, open ends first, then the latest ends. */
	readonly byEnd: SortedList<VersionedNotice>;
	/** By each area they name, newest first. */
	readonly areas: Groups<VersionedNotice>;
	/** By each of their topics, newest first. */
	readonly topics: Groups<VersionedNotice>;
	/** By the partner they come from, newest first. */
	readonly sources: Groups<VersionedNotice>;
	/** By the month they were sent in, `YYYY-MM`. */
	readonly months: Groups<VersionedNotice>;
	/** By the notices they refer to. */
	readonly followers: Groups<VersionedNotice>;
	/** By the first two characters of their short codes. */
	readonly codes: Groups<VersionedNotice>;
}

/** Newest first. */
export const newestFirst = by((notice) => -sentAt(notice).getTime());

export const noNotices: NoticeIndex = {
	bySent: new SortedList(newestFirst),
	byChange: new SortedList(by((notice) => -changedAt(notice).getTime())),
	byEnd: new SortedList(by((notice) => -endOf(notice))),
	areas: new Map(),
	topics: new Map(),
	sources: new Map(),
	months: new Map(),
	followers: new Map(),
	codes: new Map(),
};

/** The index without some notices and with others. */
export function withNotices(
	index: NoticeIndex,
	gone: ReadonlySet<VersionedNotice>,
	added: readonly VersionedNotice[],
): NoticeIndex {
	const lasting = added.filter(({ entry }) => !isEnding(entry.data));
	return {
		bySent: index.bySent.with(gone, added),
		byChange: index.byChange.with(gone, added),
		byEnd: index.byEnd.with(gone, lasting),
		areas: regrouped(index.areas, gone, added, ({ entry }) => entry.data.areas, newestFirst),
		topics: regrouped(index.topics, gone, added, ({ entry }) => entry.data.topics, newestFirst),
		sources: regrouped(index.sources, gone, added, sourcesOf, newestFirst),
		months: regrouped(index.months, gone, added, (each) => [monthOf(each)]),
		followers: regrouped(index.followers, gone, added, ({ entry }) => entry.data.references),
		codes: regrouped(index.codes, gone, added, codeGroupsOf),
	};
}

function sourcesOf({ entry }: VersionedNotice): readonly string[] {
	return entry.data.source ? [entry.data.source] : [];
}

/** When a notice's own validity ends, in milliseconds; later than everything where it has no end. */
export function endOf({ expires }: Notice): number {
	return expires?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

/** The month in which a notice was sent, `YYYY-MM`. */
export function monthOf({ entry }: VersionedNotice): string {
	return toMonth(sentAt(entry.data));
}

/** The group of codes that a notice stands in: one, or none without a stamp. */
export function codeGroupsOf({ entry }: VersionedNotice): readonly string[] {
	const { stamp } = entry.data;
	return stamp ? [stamp.code.slice(0, 2)] : [];
}

function by(rank: (notice: Notice) => number) {
	return (a: VersionedNotice, b: VersionedNotice) =>
		rank(a.entry.data) - rank(b.entry.data) || byRef(a, b);
}
