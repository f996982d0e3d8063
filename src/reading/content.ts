import { createHash } from 'node:crypto';
import {
	type CollectionName,
	collectionNames,
	entryPath,
	parseEntryPath,
	settingsPath,
} from '../domain/collections.ts';
import {
	type Entry,
	type EntryReading,
	type Localized,
	readEntry,
	readSettings,
} from '../domain/entry.ts';
import { referenceProblems } from '../domain/entry-rules.ts';
import { defaultLanguage, type Language } from '../domain/languages.ts';
import { sentAt } from '../domain/notice.ts';
import type { Problem } from '../domain/problem.ts';
import type { Settings } from '../domain/settings.ts';
import type { Content, ContentFile, ContentSource, SetAside } from '../domain/site.ts';
import { toMonth } from '../domain/time.ts';
import { inLanguage } from './localized-entries.ts';
import type { Readings } from './saved-readings.ts';

/** An entry with the version of its files. */
export interface VersionedEntry<C extends CollectionName = CollectionName> {
	readonly entry: Entry<C>;
	readonly version: string;
}

interface LocalizedEntry<C extends CollectionName = CollectionName> {
	readonly entry: Entry<C>;
	readonly localized: Localized<C>;
}

interface EntryGroup {
	readonly collection: CollectionName;
	readonly ref: string;
	readonly blobs: Map<Language, string>;
}

/** All content at one state of its repository, parsed and checked once per blob. */
export class IndexedContent implements Content {
	readonly settings: Settings;
	readonly settingsVersion: string;
	readonly setAside: readonly SetAside[];
	readonly #entries = new Map<string, VersionedEntry>();
	readonly #lists = new Map<CollectionName, VersionedEntry[]>();
	readonly #months = new Map<string, VersionedEntry<'notices'>[]>();
	readonly #followers = new Map<string, VersionedEntry<'notices'>[]>();
	readonly #known: ReadonlySet<string>;
	readonly #versions = new Map<string, string>();
	readonly #localized = new Map<string, readonly unknown[]>();
	/** What each group of blobs was read as, carried over to the next state. */
	readonly readings: Readings;

	constructor(parts: {
		settings: Settings;
		settingsVersion: string;
		setAside: readonly SetAside[];
		entries: readonly VersionedEntry[];
		known: ReadonlySet<string>;
		readings: Readings;
	}) {
		this.settings = parts.settings;
		this.settingsVersion = parts.settingsVersion;
		this.setAside = parts.setAside;
		this.readings = parts.readings;
		this.#known = parts.known;
		for (const name of collectionNames) this.#lists.set(name, []);
		for (const each of parts.entries) this.#add(each);
	}

	#add(each: VersionedEntry): void {
		const { collection, ref } = each.entry;
		this.#entries.set(`${collection}/${ref}`, each);
		this.#lists.get(collection)?.push(each);
		if (!isNotice(each)) return;
		push(this.#months, toMonth(sentAt(each.entry.data)), each);
		for (const reference of each.entry.data.references) push(this.#followers, reference, each);
	}

	has(collection: CollectionName, ref: string): boolean {
		return this.#known.has(`${collection}/${ref}`);
	}

	usesOf(settings: Settings): readonly SetAside[] {
		const has = (collection: CollectionName, ref: string) => this.has(collection, ref);
		return [...this.#entries.values()].flatMap(({ entry }) => {
			const problems = referenceProblems(entry.data, { settings, has });
			const path = entryPath(entry.collection, entry.ref, defaultLanguage);
			return problems.length > 0 ? [{ path, problems }] : [];
		});
	}

	entry(collection: CollectionName, ref: string): VersionedEntry | undefined {
		return this.#entries.get(`${collection}/${ref}`);
	}

	list(collection: CollectionName): readonly VersionedEntry[] {
		return this.#lists.get(collection) ?? [];
	}

	/** The entries of a collection, each with its text in a language; made once for all who ask. */
	localized<C extends CollectionName>(
		collection: C,
		language: Language,
	): readonly LocalizedEntry<C>[] {
		const key = `${collection} ${language}`;
		const made =
			this.#localized.get(key) ??
			this.list(collection).map(({ entry }) => ({ entry, localized: inLanguage(entry, language) }));
		this.#localized.set(key, made);
		// The list of a collection holds entries of that collection.
		return made as readonly LocalizedEntry<C>[];
	}

	/** The months in which notices were sent, newest first, with their notices. */
	months(): readonly (readonly [string, readonly VersionedEntry<'notices'>[]])[] {
		return [...this.#months].sort(([a], [b]) => (a < b ? 1 : -1));
	}

	/** Notices of one month, `YYYY-MM`, by the time they were sent. */
	month(month: string): readonly VersionedEntry<'notices'>[] {
		return this.#months.get(month) ?? [];
	}

	/** Notices that refer to a notice. */
	followers(ref: string): readonly VersionedEntry<'notices'>[] {
		return this.#followers.get(ref) ?? [];
	}

	/** The version of what a read's key names: `settings`, `entry:notices/x`, `list:notices`, `month:2026-03`, `chain:x`. */
	version(key: string): string {
		const known = this.#versions.get(key);
		if (known !== undefined) return known;
		const version = this.#computeVersion(key);
		this.#versions.set(key, version);
		return version;
	}

	#computeVersion(key: string): string {
		const [kind, name = ''] = splitOnce(key, ':');
		switch (kind) {
			case 'settings':
				return this.settingsVersion;
			case 'entry':
				return this.#entries.get(name)?.version ?? 'absent';
			case 'list':
				return versionOf(this.list(name as CollectionName));
			case 'month':
				return versionOf(this.month(name));
			case 'chain':
				return versionOf(this.followers(name));
			default:
				return 'unknown';
		}
	}
}

/** Reads the content of a source; what `previous` or `saved` has read is not read again. Bad entries are set aside with their reasons; they take nothing else down. */
export async function readContent(
	source: ContentSource,
	previous?: IndexedContent,
	saved?: Readings,
): Promise<IndexedContent> {
	const files = await source.list();
	const { settings, version, problems } = await readPortalSettings(source, files, previous);
	const setAside: SetAside[] = problems.length > 0 ? [{ path: settingsPath, problems }] : [];
	const groups = groupFiles(files);
	const known = new Set(
		[...groups].filter(([, group]) => group.blobs.has(defaultLanguage)).map(([key]) => key),
	);
	const has = (collection: CollectionName, ref: string) => known.has(`${collection}/${ref}`);
	const readings = new Map<string, EntryReading>();
	const entries: VersionedEntry[] = [];
	for (const group of groups.values()) {
		const entryVersion = [...group.blobs].map((pair) => pair.join('=')).join(' ');
		const cacheKey = `${group.collection}/${group.ref} ${entryVersion}`;
		const reading =
			previous?.readings.get(cacheKey) ?? saved?.get(cacheKey) ?? (await readGroup(source, group));
		readings.set(cacheKey, reading);
		const broken = reading.entry ? referenceProblems(reading.entry.data, { settings, has }) : [];
		setAside.push(...byFile(group, [...reading.problems, ...broken]));
		if (reading.entry && broken.length === 0)
			entries.push({ entry: reading.entry, version: entryVersion });
	}
	return new IndexedContent({
		settings,
		settingsVersion: version,
		setAside,
		entries,
		known,
		readings,
	});
}

async function readPortalSettings(
	source: ContentSource,
	files: readonly ContentFile[],
	previous?: IndexedContent,
) {
	const file = files.find((each) => each.path === settingsPath);
	if (previous && file?.blob === previous.settingsVersion) {
		return { settings: previous.settings, version: previous.settingsVersion, problems: [] };
	}
	const reading = file
		? readSettings(await source.read(file.blob))
		: { problems: [{ code: 'no-settings', field: '' }] as const };
	if (file && 'settings' in reading && reading.settings) {
		return { settings: reading.settings, version: file.blob, problems: [] };
	}
	if (!previous) {
		const reasons = reading.problems.map((each) => `${each.field || settingsPath}: ${each.code}`);
		throw new Error(
			`${settingsPath} cannot be used, and there is no earlier one. ${reasons.join('; ')}`,
		);
	}
	return {
		settings: previous.settings,
		version: previous.settingsVersion,
		problems: reading.problems,
	};
}

function groupFiles(files: readonly ContentFile[]): Map<string, EntryGroup> {
	const groups = new Map<string, EntryGroup>();
	for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
		const at = parseEntryPath(file.path);
		if (!at) continue;
		const key = `${at.collection}/${at.ref}`;
		const group = groups.get(key) ?? { collection: at.collection, ref: at.ref, blobs: new Map() };
		group.blobs.set(at.language, file.blob);
		groups.set(key, group);
	}
	return groups;
}

async function readGroup(source: ContentSource, group: EntryGroup): Promise<EntryReading> {
	const files: Record<string, string> = {};
	for (const [language, blob] of group.blobs) files[language] = await source.read(blob);
	return readEntry(group.collection, group.ref, files);
}

function byFile(group: EntryGroup, problems: readonly Problem[]): SetAside[] {
	const languages = new Set(problems.map((each) => each.language ?? defaultLanguage));
	return [...languages].map((language) => ({
		path: entryPath(group.collection, group.ref, language),
		problems: problems.filter((each) => (each.language ?? defaultLanguage) === language),
	}));
}

function versionOf(entries: readonly VersionedEntry[]): string {
	const hash = createHash('sha256');
	for (const each of entries)
		hash.update(`${each.entry.collection}/${each.entry.ref} ${each.version}\n`);
	return hash.digest('base64url');
}

function isNotice(each: VersionedEntry): each is VersionedEntry<'notices'> {
	return each.entry.collection === 'notices';
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

function splitOnce(text: string, separator: string): [string, string?] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
