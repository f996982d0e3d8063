import {
	entryPath,
	isCollection,
	parseEntryPath,
	parsePastVersionPath,
	settingsPath,
} from '../domain/collections.ts';
import { readSettings } from '../domain/entry.ts';
import { defaultLanguage } from '../domain/languages.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Settings } from '../domain/settings.ts';
import type { ContentSource } from '../domain/site.ts';
import { IndexedContent, type SettingsRecord, type VersionedEntry } from './content.ts';
import { noEntries, withEntries } from './content-index.ts';
import {
	asCopy,
	changedGroups,
	checkedRecord,
	type EntryFileGroup,
	type EntryRecord,
	readGroup,
} from './entry-records.ts';
import type { Readings } from './saved-readings.ts';
import { ownerOf, type StampIndex, withStamps } from './stamps.ts';

/** Paths and their blobs now; `null` for those that are gone. */
type Changes = ReadonlyMap<string, string | null>;
type Records = ReadonlyMap<string, EntryRecord>;

/**
 * Reads the content of a source. Only what differs from `previous` is looked at, and what `saved` holds is not parsed
 * again. Bad entries are set aside with their reasons; they take nothing else down.
 */
export async function readContent(
	source: ContentSource,
	previous?: IndexedContent,
	saved?: Readings,
): Promise<IndexedContent> {
	const before: Records = previous?.records ?? new Map();
	const changes = await changesSince(source, previous);
	const settingsRecord = await readPortalSettings(source, changes, previous);
	const groups = changedGroups(before, changes);
	const isKnown = (key: string) =>
		(groups.get(key) ?? before.get(key))?.blobs.has(defaultLanguage) === true;
	const hasNewSettings = settingsRecord.settings !== previous?.settings;
	const records = new Map(before);
	const lookedAt = new Set(toLookAt(before, groups, hasNewSettings));
	for (const key of lookedAt) {
		const was = before.get(key);
		const group = groups.get(key) ?? was;
		const record =
			group && group.blobs.size > 0
				? checkedRecord(await parsed(source, group, was, saved), {
						settings: settingsRecord.settings,
						isKnown,
						before: was,
					})
				: undefined;
		if (record) records.set(key, record);
		else records.delete(key);
	}
	const { stamps, touched } = withStamps(previous?.stamps ?? new Map(), before, records, lookedAt);
	for (const key of markCopies(records, stamps, touched)) lookedAt.add(key);
	const { gone, added } = entryChanges(before, records, lookedAt);
	return new IndexedContent({
		source,
		settingsRecord,
		records,
		stamps,
		misnamed: misnamedAfter(previous?.misnamed ?? new Set(), changes),
		past: pastAfter(previous?.past ?? new Map(), changes),
		index: withEntries(previous?.index ?? noEntries, gone, added),
	});
}

/** Sets aside what carries the stamp of another entry, and gives the keys it looked at. */
function markCopies(
	records: Map<string, EntryRecord>,
	stamps: StampIndex,
	touched: ReadonlySet<string>,
): readonly string[] {
	const keys: string[] = [];
	for (const identifier of touched) {
		const carriers = stamps.get(identifier) ?? [];
		const owner = ownerOf(identifier, carriers);
		for (const key of carriers) {
			const record = records.get(key);
			if (record) records.set(key, asCopy(record, key !== owner));
			keys.push(key);
		}
	}
	return keys;
}

function entryChanges(before: Records, after: Records, keys: ReadonlySet<string>) {
	const gone = new Set<VersionedEntry>();
	const added: VersionedEntry[] = [];
	for (const key of keys) {
		const [was, is] = [before.get(key)?.entry, after.get(key)?.entry];
		if (was === is) continue;
		if (was) gone.add(was);
		if (is) added.push(is);
	}
	return { gone, added };
}

/** Files among the entries that no page can be made of, because of their names. */
function misnamedAfter(before: ReadonlySet<string>, changes: Changes): ReadonlySet<string> {
	const misnamed = new Set(before);
	for (const [path, blob] of changes) {
		const isAmongEntries = isCollection(path.split('/')[0] ?? '');
		if (!isAmongEntries || path.endsWith('/.gitkeep') || parseEntryPath(path)) continue;
		if (blob === null) misnamed.delete(path);
		else misnamed.add(path);
	}
	return misnamed;
}

/** The texts of earlier versions. They are only listed here: nobody reads them before they are asked for. */
function pastAfter(before: ReadonlyMap<string, string>, changes: Changes) {
	const changed = [...changes].filter(([path]) => parsePastVersionPath(path));
	if (changed.length === 0) return before;
	const past = new Map(before);
	for (const [path, blob] of changed) {
		if (blob === null) past.delete(path);
		else past.set(path, blob);
	}
	return past;
}

/** What differs from content that was read before: as the source tells it, or by comparing all files. */
async function changesSince(source: ContentSource, previous?: IndexedContent): Promise<Changes> {
	const told = previous && (await source.changesSince?.(previous.source));
	if (told) return told;
	const files = new Map((await source.list()).map(({ path, blob }) => [path, blob]));
	const changes = new Map<string, string | null>([[settingsPath, files.get(settingsPath) ?? null]]);
	const before = new Map([
		...(previous ? entryFiles(previous.records) : []),
		...(previous?.past ?? []),
	]);
	for (const [path, blob] of files) if (before.get(path) !== blob) changes.set(path, blob);
	for (const path of [...before.keys(), ...(previous?.misnamed ?? [])])
		if (!files.has(path)) changes.set(path, null);
	return changes;
}

function entryFiles(records: Records): Map<string, string> {
	return new Map(
		[...records.values()].flatMap(({ collection, ref, blobs }) =>
			[...blobs].map(([language, blob]) => [entryPath(collection, ref, language), blob] as const),
		),
	);
}

/** The entries that a change may have made usable or unusable. */
function toLookAt(
	before: Records,
	groups: ReadonlyMap<string, EntryFileGroup>,
	hasNewSettings: boolean,
): ReadonlySet<string> {
	if (hasNewSettings) return new Set([...before.keys(), ...groups.keys()]);
	const keys = new Set(groups.keys());
	const comeOrGone = new Set(
		[...groups].flatMap(([key, { blobs }]) => {
			const was = before.get(key)?.blobs.has(defaultLanguage) === true;
			return was === blobs.has(defaultLanguage) ? [] : [key];
		}),
	);
	if (comeOrGone.size === 0) return keys;
	for (const [key, { asked }] of before)
		if (asked.some((each) => comeOrGone.has(each))) keys.add(key);
	return keys;
}

async function parsed(
	source: ContentSource,
	group: EntryFileGroup,
	was: EntryRecord | undefined,
	saved: Readings | undefined,
): Promise<EntryFileGroup & Pick<EntryRecord, 'version' | 'reading'>> {
	if (was && isSame(group.blobs, was.blobs)) return was;
	return { ...group, ...(await readGroup(source, group, saved)) };
}

function isSame(a: EntryFileGroup['blobs'], b: EntryFileGroup['blobs']): boolean {
	return a.size === b.size && [...a].every(([language, blob]) => b.get(language) === blob);
}

/** New settings, or those in force when the new ones cannot be used. */
async function readPortalSettings(
	source: ContentSource,
	changes: Changes,
	previous: IndexedContent | undefined,
): Promise<SettingsRecord> {
	const blob = changes.get(settingsPath);
	if (previous && blob === undefined) return previous.settingsRecord;
	if (previous && blob === previous.settingsRecord.version)
		return { ...previous.settingsRecord, setAside: [] };
	const reading = await readNewSettings(source, blob, previous);
	const { problems } = reading;
	const setAside = problems.length > 0 ? [{ path: settingsPath, problems }] : [];
	if (blob && reading.settings) return { settings: reading.settings, version: blob, setAside };
	if (previous) {
		return { ...previous.settingsRecord, setAside };
	}
	const reasons = problems.map((each) => `${each.field || settingsPath}: ${each.code}`);
	throw new Error(
		`${settingsPath} cannot be used, and there is no earlier one. ${reasons.join('; ')}`,
	);
}

/** Settings to be used, and what is wrong with their file; both where they are used in part. */
interface NewSettings {
	readonly settings?: Settings | undefined;
	readonly problems: readonly Problem[];
}

function onlyLacksConsent(problems: readonly Problem[]): boolean {
	return problems.length > 0 && problems.every(({ code }) => code === 'consent-names-nobody');
}

/** Settings that came by git do not make a real county fictional, which no public portal would start with, nor a demo real. */
async function readNewSettings(
	source: ContentSource,
	blob: string | null | undefined,
	previous: IndexedContent | undefined,
): Promise<NewSettings> {
	if (!blob) return { problems: [problem('no-settings')] };
	const text = await source.read(blob);
	const reading = readSettings(text);
	const before = previous?.settingsRecord.settings;
	if (!previous && onlyLacksConsent(reading.problems)) {
		// Settings of an earlier time still make a portal, without what nobody consented to.
		const { settings } = readSettings(text, { pushOff: true });
		return settings ? { settings, problems: reading.problems } : reading;
	}
	const isTurned = before && reading.settings && before.fictional !== reading.settings.fictional;
	return isTurned ? { problems: [problem('fictional-is-fixed', 'fictional')] } : reading;
}
