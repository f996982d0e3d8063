import { type CollectionName, entryPath, parseEntryPath } from '../domain/collections.ts';
import { type EntryReading, readEntry } from '../domain/entry.ts';
import { referenceProblems } from '../domain/entry-rules.ts';
import { defaultLanguage, type Language } from '../domain/languages.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Settings } from '../domain/settings.ts';
import type { ContentSource, SetAside } from '../domain/site.ts';
import type { VersionedEntry } from './content.ts';
import type { Readings } from './saved-readings.ts';

/** The files of one entry and what became of them. */
export interface EntryRecord {
	readonly collection: CollectionName;
	readonly ref: string;
	readonly blobs: ReadonlyMap<Language, string>;
	readonly version: string;
	readonly reading: EntryReading;
	/** What is wrong with it among the other content. */
	readonly broken: readonly Problem[];
	/** The other entries it refers to, there or not. */
	readonly asked: readonly string[];
	/** The entry, if it can stand by itself and among what it refers to. */
	readonly usable: VersionedEntry | undefined;
	/** Whether it carries the stamp of another entry: its file was copied with it. */
	readonly isCopy: boolean;
	/** Absent when the entry is set aside. */
	readonly entry: VersionedEntry | undefined;
}

/** An entry's files before they are read. */
export type EntryFileGroup = Pick<EntryRecord, 'collection' | 'ref' | 'blobs'>;

/** The files of entries after a change, by entry; an entry without files is gone. */
export function changedGroups(
	records: ReadonlyMap<string, EntryRecord>,
	changes: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, EntryFileGroup> {
	const groups = new Map<
		string,
		{ collection: CollectionName; ref: string; blobs: Map<Language, string> }
	>();
	for (const [path, blob] of changes) {
		const at = parseEntryPath(path);
		if (!at) continue;
		const key = `${at.collection}/${at.ref}`;
		const group = groups.get(key) ?? {
			collection: at.collection,
			ref: at.ref,
			blobs: new Map(records.get(key)?.blobs),
		};
		if (blob === null) group.blobs.delete(at.language);
		else group.blobs.set(at.language, blob);
		groups.set(key, group);
	}
	return groups;
}

/** Parses the files of an entry, unless the very same were parsed before. */
export async function readGroup(
	source: Pick<ContentSource, 'read'>,
	{ collection, ref, blobs }: EntryFileGroup,
	saved: Readings | undefined,
): Promise<Pick<EntryRecord, 'version' | 'reading'>> {
	const languages = [...blobs].sort(([a], [b]) => (a < b ? -1 : 1));
	const version = languages.map((pair) => pair.join('=')).join(' ');
	const known = saved?.get(readingKey({ collection, ref, version }));
	if (known) return { version, reading: known };
	const files: Record<string, string> = {};
	for (const [language, blob] of languages) files[language] = await source.read(blob);
	return { version, reading: readEntry(collection, ref, files) };
}

/** Names what an entry's files were read as. */
export function readingKey({
	collection,
	ref,
	version,
}: Pick<EntryRecord, 'collection' | 'ref' | 'version'>): string {
	return `${collection}/${ref} ${version}`;
}

/** Holds an entry against the other content. A record that comes out as it was stays the very same. */
export function checkedRecord(
	group: EntryFileGroup & Pick<EntryRecord, 'version' | 'reading'>,
	{
		settings,
		isKnown,
		before,
	}: {
		settings: Settings;
		isKnown: (key: string) => boolean;
		before: EntryRecord | undefined;
	},
): EntryRecord {
	const { collection, ref, blobs, version, reading } = group;
	const asked = new Set<string>();
	const has = (where: CollectionName, name: string) => {
		asked.add(`${where}/${name}`);
		return isKnown(`${where}/${name}`);
	};
	const broken = reading.entry ? referenceProblems(reading.entry.data, { settings, has }) : [];
	const stands = reading.entry !== undefined && broken.length === 0;
	const isSame = before?.version === version && before.reading === reading;
	if (isSame && stands === (before.usable !== undefined) && broken.length === 0) return before;
	const kept = isSame ? before.usable : undefined;
	const usable = stands ? (kept ?? { entry: reading.entry, version }) : undefined;
	const found = { collection, ref, blobs, version, reading, broken, asked: [...asked] };
	return { ...found, usable, isCopy: false, entry: usable };
}

/** The record as the owner of its stamp or as a copy; one that is so already stays the very same. */
export function asCopy(record: EntryRecord, isCopy: boolean): EntryRecord {
	if (record.isCopy === isCopy) return record;
	return { ...record, isCopy, entry: isCopy ? undefined : record.usable };
}

/** What is wrong with an entry, by the file it stands in. */
export function setAsideOf(record: EntryRecord): readonly SetAside[] {
	const { collection, ref, reading, broken, isCopy } = record;
	const copied = isCopy ? [problem('copied-stamp', 'stamp')] : [];
	const problems = [...reading.problems, ...broken, ...copied];
	const languages = new Set(problems.map((each) => each.language ?? defaultLanguage));
	return [...languages].map((language) => ({
		path: entryPath(collection, ref, language),
		problems: problems.filter((each) => (each.language ?? defaultLanguage) === language),
	}));
}
