import { type CollectionName, isCollection, parsePastVersionPath } from '../domain/collections.ts';
import { yearsOfCorrections } from '../domain/corrections.ts';
import type { IndexedContent, VersionedEntry } from './content.ts';
import { incidentsOf, isHelpPoint, isNotice, publicationOf } from './content-index.ts';
import { codeGroupsOf, monthOf } from './notice-index.ts';
import { pastKey } from './past-key.ts';
import type { EntryName } from './paths.ts';

/** An entry of two contents that is not the same in both; it may be absent from one. */
interface ChangedEntry {
	readonly key: string;
	readonly before: VersionedEntry | undefined;
	readonly after: VersionedEntry | undefined;
}

const lately = new WeakMap<
	IndexedContent,
	{ before: IndexedContent; changes: readonly ChangedEntry[] }
>();

/** The entries in which two contents differ. What was derived from the other shares its entries, so this compares no texts. */
function changedEntries(before: IndexedContent, after: IndexedContent): readonly ChangedEntry[] {
	const known = lately.get(after);
	if (known?.before === before) return known.changes;
	const changes: ChangedEntry[] = [];
	for (const [key, { entry }] of after.records) {
		const was = before.records.get(key)?.entry;
		if (was !== entry) changes.push({ key, before: was, after: entry });
	}
	for (const [key, { entry }] of before.records)
		if (entry && !after.records.has(key)) changes.push({ key, before: entry, after: undefined });
	lately.set(after, { before, changes });
	return changes;
}

/** The keys of everything pages can have read of content that is different in a later one. Selections are not among them: they depend on time too. */
export function changedReads(before: IndexedContent, after: IndexedContent): ReadonlySet<string> {
	const keys = new Set<string>();
	if (before.settingsRecord.version !== after.settingsRecord.version) keys.add('settings');
	for (const past of changedPast(before, after)) keys.add(pastKey(past));
	for (const change of changedEntries(before, after)) {
		keys.add(`entry:${change.key}`);
		for (const each of [change.before, change.after])
			for (const key of each ? listsWith(each) : []) keys.add(key);
	}
	return keys;
}

/** Earlier versions that are not the same in two contents. */
function changedPast(before: IndexedContent, after: IndexedContent) {
	if (before.past === after.past) return [];
	const paths = new Set([...before.past.keys(), ...after.past.keys()]);
	return [...paths].flatMap((path) =>
		before.past.get(path) === after.past.get(path) ? [] : (parsePastVersionPath(path) ?? []),
	);
}

/** The keys of the lists that an entry stands in. */
function listsWith(each: VersionedEntry): string[] {
	return [
		`list:${each.entry.collection}`,
		...incidentsOf(each).map((ref) => `incident:${ref}`),
		...correctionLists(each),
		...(isHelpPoint(each) ? [`points:${each.entry.data.area}`] : []),
		...(isNotice(each)
			? [
					`month:${monthOf(each)}`,
					...each.entry.data.references.map((ref) => `chain:${ref}`),
					...codeGroupsOf(each).map((start) => `codes:${start}`),
				]
			: []),
	];
}

/** The list of years is read anew with each of them: there are few. */
function correctionLists({ entry }: VersionedEntry): string[] {
	const years = yearsOfCorrections(entry.data);
	return years.length > 0
		? ['corrections:years', ...years.map((year) => `corrections:${year}`)]
		: [];
}

/** Entries that say something else, or come to be published, between one content and moment and later ones. */
export function changedNames(
	before: { readonly content: IndexedContent; readonly now: Date },
	after: { readonly content: IndexedContent; readonly now: Date },
): readonly EntryName[] {
	const names = new Set(changedEntries(before.content, after.content).map(({ key }) => key));
	for (const { collection, ref } of changedPast(before.content, after.content))
		names.add(`${collection}/${ref}`);
	for (const each of publishedBetween(after.content, before.now, after.now))
		names.add(`${each.entry.collection}/${each.entry.ref}`);
	return [...names].flatMap(nameOf);
}

/** Every entry of content. */
export function allNames({ records }: IndexedContent): readonly EntryName[] {
	return [...records.values()].map(({ collection, ref }) => ({ collection, ref }));
}

/** The next instant at which an entry is published. */
export function nextPublication({ index }: IndexedContent, now: Date): Date | undefined {
	const next = index.byPublication.items.find((each) => publicationOf(each) > now.getTime());
	return next?.entry.data.publishAt;
}

function publishedBetween(
	{ index }: IndexedContent,
	from: Date,
	to: Date,
): readonly VersionedEntry[] {
	const [earlier, later] = [
		Math.min(from.getTime(), to.getTime()),
		Math.max(from.getTime(), to.getTime()),
	];
	return index.byPublication.items.filter((each) => {
		const at = publicationOf(each);
		return at > earlier && at <= later;
	});
}

function nameOf(key: string): readonly { collection: CollectionName; ref: string }[] {
	const [collection = '', ref = ''] = key.split('/');
	return isCollection(collection) ? [{ collection, ref }] : [];
}
