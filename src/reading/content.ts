import { createHash } from 'node:crypto';
import {
	type CollectionName,
	entryPath,
	type PastVersion,
	parsePastVersionPath,
	pastVersionPath,
} from '../domain/collections.ts';
import type { Entry, EntryReading, Localized } from '../domain/entry.ts';
import { referenceProblems } from '../domain/entry-rules.ts';
import { defaultLanguage, type Language, languageTags } from '../domain/languages.ts';
import { problem } from '../domain/problem.ts';
import type { Settings } from '../domain/settings.ts';
import type { Content, ContentSource, SetAside } from '../domain/site.ts';
import type { ContentIndex } from './content-index.ts';
import { type EntryRecord, readingKey, setAsideOf } from './entry-records.ts';
import { inLanguage } from './localized-entries.ts';
import type { StampIndex } from './stamps.ts';

/** An entry with the version of its files. */
export interface VersionedEntry<C extends CollectionName = CollectionName> {
	readonly entry: Entry<C>;
	readonly version: string;
}

interface LocalizedEntry<C extends CollectionName = CollectionName> {
	readonly entry: Entry<C>;
	readonly localized: Localized<C>;
}

/** The settings in force, and what is wrong with newer ones that cannot be used. */
export interface SettingsRecord {
	readonly settings: Settings;
	readonly version: string;
	readonly setAside: readonly SetAside[];
}

/** All content at one state of its repository, parsed and checked once per blob. It never changes: a later state shares what is the same. */
export class IndexedContent implements Content {
	/** Where it was read. */
	readonly source: ContentSource;
	readonly settingsRecord: SettingsRecord;
	/** By collection and ref. */
	readonly records: ReadonlyMap<string, EntryRecord>;
	readonly stamps: StampIndex;
	/** Files among the entries that are none by their names, such as `N-1.zh-CN.md`. */
	readonly misnamed: ReadonlySet<string>;
	/** Texts of earlier versions of notices and guides, by path; they are read when a page asks. */
	readonly past: ReadonlyMap<string, string>;
	readonly index: ContentIndex;
	readonly #versions = new Map<string, string>();
	readonly #localized = new Map<string, readonly unknown[]>();
	#setAside: readonly SetAside[] | undefined;

	constructor(parts: {
		source: ContentSource;
		settingsRecord: SettingsRecord;
		records: ReadonlyMap<string, EntryRecord>;
		stamps: StampIndex;
		misnamed: ReadonlySet<string>;
		past: ReadonlyMap<string, string>;
		index: ContentIndex;
	}) {
		this.source = parts.source;
		this.settingsRecord = parts.settingsRecord;
		this.records = parts.records;
		this.stamps = parts.stamps;
		this.misnamed = parts.misnamed;
		this.past = parts.past;
		this.index = parts.index;
	}

	get settings(): Settings {
		return this.settingsRecord.settings;
	}

	get setAside(): readonly SetAside[] {
		this.#setAside ??= [
			...this.settingsRecord.setAside,
			...[
				...[...this.misnamed].map(misnamedFile),
				...[...this.records.values()].flatMap(setAsideOf),
			].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
		];
		return this.#setAside;
	}

	/** What each group of files was read as, for the next start. */
	get readings(): ReadonlyMap<string, EntryReading> {
		return new Map([...this.records.values()].map((each) => [readingKey(each), each.reading]));
	}

	has(collection: CollectionName, ref: string): boolean {
		return this.records.get(`${collection}/${ref}`)?.blobs.has(defaultLanguage) === true;
	}

	entryOf(collection: CollectionName, ref: string, blob: string): Entry | undefined {
		const found = this.records.get(`${collection}/${ref}`);
		return found?.blobs.get(defaultLanguage) === blob ? found.entry?.entry : undefined;
	}

	usesOf(settings: Settings): readonly SetAside[] {
		const has = (collection: CollectionName, ref: string) => this.has(collection, ref);
		return [...this.records.values()].flatMap(({ entry: found }) => {
			if (!found) return [];
			const { entry } = found;
			const problems = referenceProblems(entry.data, { settings, has });
			const path = entryPath(entry.collection, entry.ref, defaultLanguage);
			return problems.length > 0 ? [{ path, problems }] : [];
		});
	}

	entry(collection: CollectionName, ref: string): VersionedEntry | undefined {
		return this.records.get(`${collection}/${ref}`)?.entry;
	}

	list(collection: CollectionName): readonly VersionedEntry[] {
		return this.index.lists.get(collection)?.items ?? [];
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

	/** Notices of one month, `YYYY-MM`, by the time they were sent. */
	month(month: string): readonly VersionedEntry<'notices'>[] {
		return this.index.notices.months.get(month)?.items ?? [];
	}

	/** The blob of an earlier version in a language. */
	pastBlob(past: PastVersion, language: Language): string | undefined {
		return this.past.get(pastVersionPath(past, language));
	}

	/** Notices that refer to a notice. */
	followers(ref: string): readonly VersionedEntry<'notices'>[] {
		return this.index.notices.followers.get(ref)?.items ?? [];
	}

	/** Notices whose short codes begin with two characters. */
	withCode(start: string): readonly VersionedEntry<'notices'>[] {
		return this.index.notices.codes.get(start)?.items ?? [];
	}

	hasCode(code: string): boolean {
		return this.withCode(code.slice(0, 2)).some(({ entry }) => entry.data.stamp?.code === code);
	}

	/** Entries of every collection that belong to an incident. */
	ofIncident(ref: string): readonly VersionedEntry[] {
		return this.index.incidents.get(ref)?.items ?? [];
	}

	/** Help points that stand in an area. */
	helpPointsIn(area: string): readonly VersionedEntry<'help-points'>[] {
		return this.index.helpPoints.get(area)?.items ?? [];
	}

	/** Entries of every collection that were corrected, or correct others, in one year, `YYYY`. */
	correctedIn(year: string): readonly VersionedEntry[] {
		return this.index.corrections.get(year)?.items ?? [];
	}

	/** The years, `YYYY`, in which anything was corrected, newest first. */
	get correctionYears(): readonly string[] {
		return [...this.index.corrections.keys()].sort().reverse();
	}

	/** The version of what a read's key names: `settings`, `entry:notices/x`, `list:rumors`, `month:2026-03`, `chain:x`, `codes:K7`, `past:notices/x/2`, `incident:x`, `points:x`, `corrections:2026`, `corrections:years`. */
	version(key: string): string {
		const known = this.#versions.get(key);
		if (known !== undefined) return known;
		const version = this.#computeVersion(key);
		this.#versions.set(key, version);
		return version;
	}

	/** The blobs of an earlier version, named `notices/x/2`. */
	#pastOf(name: string): string {
		const past = parsePastVersionPath(`versions/${name.replace(/\/(\d+)$/, '/v$1')}.any.md`);
		return languageTags.map((tag) => (past && this.pastBlob(past, tag)) ?? '-').join(' ');
	}

	#computeVersion(key: string): string {
		const [kind, name = ''] = splitOnce(key, ':');
		switch (kind) {
			case 'settings':
				return this.settingsRecord.version;
			case 'entry':
				return this.records.get(name)?.entry?.version ?? 'absent';
			case 'list':
				return versionOf(this.list(name as CollectionName));
			case 'month':
				return versionOf(this.month(name));
			case 'chain':
				return versionOf(this.followers(name));
			case 'codes':
				return versionOf(this.withCode(name));
			case 'points':
				return versionOf(this.helpPointsIn(name));
			case 'past':
				return this.#pastOf(name);
			case 'incident':
				return versionOf(this.ofIncident(name));
			case 'corrections':
				return name === 'years' ? this.correctionYears.join() : versionOf(this.correctedIn(name));
			default:
				return 'unknown';
		}
	}
}

/** Whoever pushed a file that is no entry by its name is told. */
function misnamedFile(path: string): SetAside {
	return { path, problems: [problem('not-an-entry-path')] };
}

/** One name for a series of entries in exactly these versions. */
export function versionOf(entries: readonly VersionedEntry[]): string {
	if (entries.length === 0) return 'none';
	const hash = createHash('sha256');
	for (const each of entries)
		hash.update(`${each.entry.collection}/${each.entry.ref} ${each.version}\n`);
	return hash.digest('base64url');
}

function splitOnce(text: string, separator: string): [string, string?] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
