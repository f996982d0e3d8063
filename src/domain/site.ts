import type { Announcement } from './announcement.ts';
import type { CollectionName, Incident, Notice } from './collections.ts';
import type { Entry } from './entry.ts';
import type { Language } from './languages.ts';
import type { VillageNotice } from './link-answers.ts';
import type { Problem } from './problem.ts';
import type { ReadyEntry } from './readiness.ts';
import type { Settings } from './settings.ts';

/** A file of the content repository; `blob` changes whenever its bytes do. */
export interface ContentFile {
	readonly path: string;
	readonly blob: string;
}

/** Where content comes from: a folder, a commit, or a commit with a draft laid over it. */
export interface ContentSource {
	list(): Promise<readonly ContentFile[]>;
	read(blob: string): Promise<string>;
	/**
	 * Paths whose blobs may differ from an earlier source's, with their blobs now; `null` for files that are gone.
	 * `undefined` when this source cannot tell without comparing all files.
	 */
	changesSince?(earlier: ContentSource): Promise<ReadonlyMap<string, string | null> | undefined>;
}

/** A file that could not be used, and why. Everything else is released without it. */
export interface SetAside {
	readonly path: string;
	readonly problems: readonly Problem[];
}

/** Content that was read and checked. Only the renderer looks inside. */
export interface Content {
	readonly settings: Settings;
	readonly setAside: readonly SetAside[];
	has(collection: CollectionName, ref: string): boolean;
	/** The entry whose file in the default language is this blob; `undefined` when it was read from another, or set aside. */
	entryOf(collection: CollectionName, ref: string, blob: string): Entry | undefined;
	/** Whether a notice has this short code. */
	hasCode(code: string): boolean;
	/** The entries that could not be used with other settings, and why. */
	usesOf(settings: Settings): readonly SetAside[];
}

/** What a page may depend on beside content. */
export interface Moment {
	readonly now: Date;
	/** The number and time of the release being made; printed by `/alerts.json` alone. */
	readonly release: { readonly number: number; readonly at: Date };
	readonly siteUrl: string;
	/** No function layer stands behind the site, so it asks nothing that nobody would hear. */
	readonly alone?: boolean;
	/** Values exported from the store, by name, such as `helpPoint:yunxi`. */
	readonly observations: Readonly<Record<string, string>>;
}

/** Content as it is shown at a moment. */
export interface SiteState {
	readonly content: Content;
	readonly moment: Moment;
}

/** What makes the site of one state another than that of an earlier one. */
export interface SiteChanges {
	/** Paths that there were not before, and paths that there are no more. */
	readonly come: ReadonlySet<string>;
	readonly gone: ReadonlySet<string>;
	/** Keys of reads whose versions changed with content or signing keys. Reads that depend on the moment are not among them. */
	readonly reads: ReadonlySet<string>;
	/** The next instant at which the list of paths changes. */
	readonly until?: Date | undefined;
}

/** Whether the version of a read changes with more than content: with time, the release or the store. */
export function dependsOnMoment(key: string): boolean {
	return key === 'release' || key.startsWith('selection:') || key.startsWith('observation:');
}

/** What a page read while it was rendered. It stays valid until one version changes or the instant passes. */
export interface PageRecord {
	/** From the key of a read (`entry:notices/x`, `list:rumors`, `settings`) to the version that was read. */
	readonly reads: Readonly<Record<string, string>>;
	/** The next instant at which the page would say something else. */
	readonly until?: Date | undefined;
}

export interface RenderedPage {
	readonly status: number;
	readonly type: string;
	readonly body: Uint8Array;
	readonly record: PageRecord;
}

/** What the server tells a page that answers a request: what was typed, what is wrong with it, and what it shows. */
export interface Answer {
	readonly values?: Readonly<Record<string, string>>;
	readonly problems?: readonly Problem[];
	/** Who is signed in. */
	readonly me?: {
		/** The account, where a page tells apart what is one's own. */
		readonly id?: string;
		readonly name: string;
		readonly roles: readonly string[];
		/** Whether acts that cannot be taken back ask for the password: the sign-in was a while ago. */
		readonly asksPassword?: boolean;
	};
	/** Set where a draft is shown as readers will see it: the root of its preview, and until when the link opens. */
	readonly preview?: { readonly root: string; readonly expires: string };
	/** What the page shows; each page documents its own shape in `answers.ts`. */
	readonly data?: unknown;
}

/** Published responses of the rumor desk's items: where each is answered, and how. */
export interface PublishedResponse {
	readonly item: string;
	readonly ref: string;
	readonly title: string;
	/** The claim, the headline and the editors' other wordings. */
	readonly wordings: readonly string[];
	/** The codes of the areas that it is about; it holds anywhere without. */
	readonly areas?: readonly string[] | undefined;
	readonly state: 'checking' | 'answered';
	readonly verdict?: string | undefined;
	/** How many changes after publication it lists for everyone to read. */
	readonly corrections: number;
	/** When the claim was heard: a wording that speaks of 今晚 speaks of that day. */
	readonly heardAt: Date;
	readonly nextUpdateAt?: Date | undefined;
}

/** An incident as the server knows it: when it went on, and what belongs to it. */
export interface PublishedIncident {
	readonly ref: string;
	readonly title: string;
	readonly startedAt: Date;
	readonly endedAt?: Date | undefined;
	/** Whether the county has stood down. */
	readonly over: boolean;
	readonly phase: Incident['phase'];
	/** Whether comments on its review are asked for now. */
	readonly takesComments: boolean;
	/** The items of the rumor desk that its responses answer. */
	readonly items: readonly string[];
	/** The refs of its entries, by collection. */
	readonly notices: readonly string[];
	readonly rumors: readonly string[];
	readonly points: readonly string[];
	readonly support: readonly string[];
	readonly faqs: readonly string[];
}

/** The site's code without content: turns a path and content into a page. Bundled once for each version of the code. */
export interface Renderer {
	/** Reads content; what `previous` already read, or `saved` holds of an earlier run, is not read again. */
	read(source: ContentSource, previous?: Content, saved?: Uint8Array): Promise<Content>;
	/** What content was read as, for `read` after a restart. Only the same version of the renderer understands it. */
	saveReadings(content: Content): Uint8Array;
	/** Every path of the public site at a moment, and the next instant at which the list changes. */
	paths(content: Content, moment: Moment): { paths: readonly string[]; until?: Date | undefined };
	/** How the site of a later state differs from that of an earlier one. */
	changes(before: SiteState, after: SiteState): SiteChanges;
	/** Whether a page may be rendered a moment after those that people wait for, as those of single areas do. */
	mayFollow(path: string): boolean;
	/** Whether a record still describes what the page would read now. */
	isFresh(record: PageRecord, content: Content, moment: Moment): boolean;
	render(path: string, content: Content, moment: Moment, answer?: Answer): Promise<RenderedPage>;
	/** What content asks to be announced, announced before or not; with `since`, only what changed or appeared after that state. */
	announcements(content: Content, moment: Moment, since?: SiteState): readonly Announcement[];
	responses(content: Content, moment: Moment): readonly PublishedResponse[];
	/** What is answered in exercises. */
	exerciseResponses(content: Content, moment: Moment): readonly PublishedResponse[];
	/** The published, actual incidents and what belongs to each, newest first. */
	incidents(content: Content, moment: Moment): readonly PublishedIncident[];
	/** The paths of the share cards to be drawn; `render` draws them. They are no part of `paths`. */
	cards(content: Content, moment: Moment): readonly string[];
	/** Published notices in force, exercises among them, and those of the refs that are in force no more. */
	villageNotices(
		content: Content,
		moment: Moment,
		language: Language,
		refs: readonly string[],
	): readonly VillageNotice[];
	/** What content holds that readiness counts: texts for hazards. */
	readyEntries(content: Content, moment: Moment, language: Language): readonly ReadyEntry[];
	/** Published, actual notices that are in force or about to be, most urgent first. */
	currentNotices(content: Content, moment: Moment): readonly (Notice & { readonly ref: string })[];
}
