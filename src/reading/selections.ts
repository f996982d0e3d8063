import type { EntryData } from '../domain/collections.ts';
import { isDated } from '../domain/dated-events.ts';
import { changedAt } from '../domain/freshness.ts';
import { startOfDayBefore } from '../domain/recent-changes.ts';
import { concerning } from '../domain/settings.ts';
import { toDay } from '../domain/time.ts';
import { type IndexedContent, type VersionedEntry, versionOf } from './content.ts';
import { endOf, monthOf, newestFirst } from './notice-index.ts';

type VersionedNotice = VersionedEntry<'notices'>;

/**
 * What pages ask for instead of the whole archive. A selection depends on content and time; within it stand also
 * entries that are not shown, because it would be another one without them.
 */
export const selections = {
	/** Notices that can be in force: all whose own validity has not ended, and that are no ending of others. */
	'open-notices': (content, now) => openAt(content, now),
	/** Those of them that have dates for a calendar. */
	'dated-notices': (content, now) =>
		openAt(content, now).filter(({ entry: { data } }) => isDated(data)),
	/** Those of them that concern an area. */
	'open-in-area': (content, now, code) => openAt(content, now).filter(inArea(content, code)),
	/** Notices that concern an area and have been published, revised or have ended since the county's day before. */
	'changed-in-area': (content, now, code) => {
		const { byChange, byEnd } = content.index.notices;
		const since = startOfDayBefore(toDay(now)).getTime();
		const unchanged = byChange.items.findIndex(
			({ entry }) => changedAt(entry.data).getTime() < since,
		);
		const over = byEnd.items.findIndex(({ entry }) => endOf(entry.data) < since);
		const open = openAt(content, now).length;
		return [
			...new Set([
				...byChange.items.slice(0, unchanged < 0 ? undefined : unchanged),
				...byEnd.items.slice(open, over < 0 ? undefined : over),
			]),
		].filter(inArea(content, code));
	},
	/** The newest notices, until so many are shown. */
	'newest-notices': ({ index }, now, count) =>
		until(index.notices.bySent.items, now, Number(count)),
	/** The newest notices that concern an area. */
	'area-notices': ({ index, settings }, now, code) => {
		const newest = concerning(settings, code).flatMap((each) =>
			until(index.notices.areas.get(each)?.items ?? [], now, mostOfPart),
		);
		return until([...new Set(newest)].sort(newestFirst), now, mostOfPart);
	},
	/** The newest notices on a topic. */
	'topic-notices': ({ index }, now, code) =>
		until(index.notices.topics.get(code)?.items ?? [], now, mostOfPart),
	/** The newest notices from a source. */
	'source-notices': ({ index }, now, code) =>
		until(index.notices.sources.get(code)?.items ?? [], now, mostOfPart),
	/** The notice that changed last. */
	'last-changed-notice': ({ index }, now) => until(index.notices.byChange.items, now, 1),
	/** A notice that is shown from every month that has one, newest month first. */
	'notice-months': ({ index }, now) =>
		[...index.notices.months]
			.sort(([a], [b]) => (a < b ? 1 : -1))
			.flatMap(([, { items }]) => until(items, now, 1)),
} as const satisfies Record<string, Selection>;

/** A feed of an area, a topic or a source holds no more notices than this. */
const mostOfPart = 20;

type Selection = (content: IndexedContent, now: Date, of: string) => readonly VersionedNotice[];

/** The key under which a page notes that it read a selection. */
export type SelectionKey = `selection:${SelectionName}` | `selection:${SelectionName}/${string}`;
type SelectionName = keyof typeof selections;

/** What a key selects at a moment; made once for all pages that ask. */
export function select(
	content: IndexedContent,
	key: SelectionKey,
	now: Date,
): readonly VersionedNotice[] {
	const made = madeFor(content, now);
	const known = made.get(key);
	if (known) return known.items;
	const [name = '', of = ''] = key.slice('selection:'.length).split('/');
	// The type of a key lets only these names be.
	const items = selections[name as SelectionName](content, now, of);
	made.set(key, { items, version: versionIn(name, items, now) });
	return items;
}

/** Of a month that is shown only its being there is read. */
function versionIn(name: string, items: readonly VersionedNotice[], now: Date): string {
	if (name !== 'notice-months') return versionOf(items);
	const months = items.filter((each) => isShown(each, now)).map(monthOf);
	return [...months, versionOf(items.filter((each) => !isShown(each, now)))].join(' ');
}

/** The version of a selection: another one when anything in it is another. */
export function selectionVersion(content: IndexedContent, key: SelectionKey, now: Date): string {
	select(content, key, now);
	return madeFor(content, now).get(key)?.version ?? '';
}

export function isSelectionKey(key: string): key is SelectionKey {
	return key.startsWith('selection:');
}

/** Whether an entry is the real thing and has been published. */
export function isShown({ entry }: VersionedEntry, now: Date): boolean {
	const { publishAt } = entry.data;
	return isActual(entry.data) && !(publishAt && publishAt > now);
}

export function isActual(data: EntryData): boolean {
	return !('status' in data) || data.status === 'actual';
}

interface Made {
	readonly items: readonly VersionedNotice[];
	readonly version: string;
}

const made = new WeakMap<IndexedContent, { at: number; selections: Map<string, Made> }>();

function madeFor(content: IndexedContent, now: Date): Map<string, Made> {
	const known = made.get(content);
	if (known?.at === now.getTime()) return known.selections;
	const fresh = new Map<string, Made>();
	made.set(content, { at: now.getTime(), selections: fresh });
	return fresh;
}

function inArea({ settings }: IndexedContent, code: string) {
	const codes = new Set(concerning(settings, code));
	return ({ entry }: VersionedNotice) => entry.data.areas.some((each) => codes.has(each));
}

function openAt({ index }: IndexedContent, now: Date): readonly VersionedNotice[] {
	const { items } = index.notices.byEnd;
	const end = items.findIndex(({ entry }) => endOf(entry.data) <= now.getTime());
	return end < 0 ? items : items.slice(0, end);
}

function until(
	items: readonly VersionedNotice[],
	now: Date,
	count: number,
): readonly VersionedNotice[] {
	let shown = 0;
	const end = items.findIndex((each) => {
		if (isShown(each, now)) shown += 1;
		return shown === count;
	});
	return end < 0 ? items : items.slice(0, end + 1);
}
