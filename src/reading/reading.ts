import type {
	CollectionName,
	CollectionWithPast,
	EntryData,
	PastVersion,
} from '../domain/collections.ts';
import { type Entry, type Localized, localize, readEntry } from '../domain/entry.ts';
import { changedAt } from '../domain/freshness.ts';
import {
	pointObservation,
	type ReportedPoint,
	readPointReport,
	withReport,
} from '../domain/help-point-report.ts';
import { defaultLanguage, type Language, languageTags } from '../domain/languages.ts';
import type { Settings } from '../domain/settings.ts';
import type { Moment, PageRecord } from '../domain/site.ts';
import { type Day, toDay } from '../domain/time.ts';
import type { PublicKey } from '../domain/verification/public-key.ts';
import { publicKeysObservation } from '../domain/verification/public-keys.schema.ts';
import type { IndexedContent, VersionedEntry } from './content.ts';
import { inLanguage } from './localized-entries.ts';
import { renderMarkdown } from './markdown.ts';
import { monthOf } from './notice-index.ts';
import { currentVersion } from './page-record.ts';
import { pastKey } from './past-key.ts';
import { isActual, type SelectionKey, select } from './selections.ts';
import {
	type CheckedSignature,
	checkSignature,
	publicKeysOf,
	signingKeysRead,
} from './signatures.ts';

/**
 * What one page may read, remembering everything it read: the page is rendered again when one of those changes.
 * Pages never see the time; they ask whether an instant has passed, so each start and end is a known re-rendering.
 */
export class Reading {
	readonly #content: IndexedContent;
	readonly #moment: Moment;
	readonly #reads = new Set<string>();
	#until: Date | undefined;

	constructor(content: IndexedContent, moment: Moment) {
		this.#content = content;
		this.#moment = moment;
	}

	/** What was read so far. */
	get record(): PageRecord {
		const reads = [...this.#reads].map(
			(key) => [key, currentVersion(key, this.#content, this.#moment)] as const,
		);
		return { reads: Object.fromEntries(reads), until: this.#until };
	}

	get settings(): Settings {
		this.#note('settings');
		return this.#content.settings;
	}

	/** The public address of the site, without a trailing slash; fixed for a running server. */
	get siteUrl(): string {
		return this.#moment.siteUrl;
	}

	/** Whether nobody hears what is sent to the site; fixed for a running server. */
	get isAlone(): boolean {
		return this.#moment.alone ?? false;
	}

	/** Whether an instant lies in the past. */
	hasPassed = (instant: Date): boolean => {
		if (instant <= this.#moment.now) return true;
		if (!this.#until || instant < this.#until) this.#until = instant;
		return false;
	};

	/** The county's calendar day; whoever asks is rendered again at midnight. */
	today(): Day {
		const day = toDay(this.#moment.now);
		const midnight = new Date(`${day}T24:00:00+08:00`);
		this.hasPassed(midnight);
		return day;
	}

	/** One published entry in a reader's language, whatever its status. */
	entry<C extends CollectionName>(
		collection: C,
		ref: string,
		language: Language,
	): Localized<C> | undefined {
		this.#note(`entry:${collection}/${ref}`);
		const found = this.#content.entry(collection, ref) as VersionedEntry<C> | undefined;
		return found && this.#isPublished(found) ? inLanguage(found.entry, language) : undefined;
	}

	/** All published, actual entries of a collection. Pages never ask for all notices: these are too many. */
	list<C extends CollectionName>(collection: C, language: Language): Localized<C>[] {
		this.#note(`list:${collection}`);
		return this.#content
			.localized(collection, language)
			.filter(({ entry }) => isActual(entry.data) && this.#isPublished({ entry }))
			.map((each) => each.localized);
	}

	/** Whether a published notice has the identity that it gets when it is published through the portal. */
	isStamped(ref: string): boolean {
		this.#note(`entry:notices/${ref}`);
		return this.#content.entry('notices', ref)?.entry.data.stamp !== undefined;
	}

	/** Whether a notice announces dated things, which stand in a calendar of its own. */
	hasSessions(ref: string): boolean {
		this.#note(`entry:notices/${ref}`);
		const data = this.#content.entry('notices', ref)?.entry.data;
		return data !== undefined && 'sessions' in data && data.sessions.length > 0;
	}

	/** How an entry is published, if it is: as what it says, or as an exercise or a test. */
	publishedAs(collection: CollectionName, ref: string): 'actual' | 'exercise' | undefined {
		this.#note(`entry:${collection}/${ref}`);
		const found = this.#content.entry(collection, ref);
		if (!found || !this.#isPublished(found)) return undefined;
		return isActual(found.entry.data) ? 'actual' : 'exercise';
	}

	/** The refs of published entries that are exercises or tests; `npm run build` asks for them to make their pages. */
	exercises(collection: CollectionName): string[] {
		this.#note(`list:${collection}`);
		return this.#content
			.list(collection)
			.filter((each) => !isActual(each.entry.data) && this.#isPublished(each))
			.map((each) => each.entry.ref);
	}

	/** Published, actual notices sent in one month, `YYYY-MM`. */
	month(month: string, language: Language): Localized<'notices'>[] {
		this.#note(`month:${month}`);
		return this.#published(this.#content.month(month), language).filter(isActual);
	}

	/** The months in which published, actual notices were sent, newest first. */
	noticeMonths(): string[] {
		const months = this.#select('selection:notice-months')
			.filter((each) => isActual(each.entry.data) && this.#isPublished(each))
			.map(monthOf);
		return [...new Set(months)];
	}

	/** Published, actual notices that may be in force or come into force: their own validity has not ended. */
	openNotices(language: Language): Localized<'notices'>[] {
		return this.#open('selection:open-notices', language);
	}

	/** Those of them that have dates for a calendar. */
	datedNotices(language: Language): Localized<'notices'>[] {
		return this.#open('selection:dated-notices', language);
	}

	/** Those of them that concern an area: it, the areas that contain it, and those within it. */
	openNoticesIn(area: string, language: Language): Localized<'notices'>[] {
		return this.#open(`selection:open-in-area/${area}`, language);
	}

	/** Published, actual notices that concern an area and were published, revised or over since the county's day before. */
	changedNoticesIn(area: string, language: Language): Localized<'notices'>[] {
		this.today();
		return this.#published(this.#select(`selection:changed-in-area/${area}`), language).filter(
			isActual,
		);
	}

	/** All published help points, as they were last reported. */
	helpPoints(language: Language): ReportedPoint<Localized<'help-points'>>[] {
		return this.list('help-points', language).map(this.#asReported);
	}

	/** One published help point, as it was last reported. */
	helpPoint(ref: string, language: Language): ReportedPoint<Localized<'help-points'>> | undefined {
		const point = this.entry('help-points', ref, language);
		return point && this.#asReported(point);
	}

	/** Published help points that stand in an area, as they were last reported. */
	helpPointsIn(area: string, language: Language): ReportedPoint<Localized<'help-points'>>[] {
		this.#note(`points:${area}`);
		return this.#published(this.#content.helpPointsIn(area), language).map(this.#asReported);
	}

	#asReported = (point: Localized<'help-points'>): ReportedPoint<Localized<'help-points'>> =>
		withReport(point, readPointReport(this.observation(pointObservation(point.ref))));

	#open(key: SelectionKey, language: Language): Localized<'notices'>[] {
		const open = this.#select(key);
		for (const { entry } of open) if (entry.data.expires) this.hasPassed(entry.data.expires);
		return this.#published(open, language).filter(isActual);
	}

	/** The newest published, actual notices, newest first. */
	newestNotices(count: number, language: Language): Localized<'notices'>[] {
		const walked = this.#select(`selection:newest-notices/${count}`);
		return this.#published(walked, language).filter(isActual);
	}

	/** The newest published, actual notices of an area, a topic or a source, newest first. A notice for the whole county concerns each township. */
	newestOf(
		part: 'area' | 'topic' | 'source',
		code: string,
		language: Language,
	): Localized<'notices'>[] {
		const walked = this.#select(`selection:${part}-notices/${code}`);
		return this.#published(walked, language).filter(isActual);
	}

	/** When what published, actual notices say last changed. */
	noticesChangedAt(): Date | undefined {
		const last = this.#select('selection:last-changed-notice').filter(
			(each) => isActual(each.entry.data) && this.#isPublished(each),
		);
		return last[0] && changedAt(last[0].entry.data);
	}

	/** Published, actual entries of a collection that belong to an incident. */
	ofIncident<C extends CollectionName>(
		collection: C,
		ref: string,
		language: Language,
	): Localized<C>[] {
		this.#note(`incident:${ref}`);
		const entries = this.#content
			.ofIncident(ref)
			.filter((each): each is VersionedEntry<C> => each.entry.collection === collection);
		return this.#published(entries, language).filter(isActual);
	}

	/** Published, actual entries that were corrected, or correct others, in one year, `YYYY`. */
	correctedIn(year: string, language: Language): Localized[] {
		this.#note(`corrections:${year}`);
		return this.#published(this.#content.correctedIn(year), language).filter(isActual);
	}

	/** The years, `YYYY`, in which anything that is published was corrected, newest first. */
	correctionYears(): string[] {
		this.#note('corrections:years');
		return this.#content.correctionYears.filter((year) => {
			this.#note(`corrections:${year}`);
			return this.#content
				.correctedIn(year)
				.some((each) => isActual(each.entry.data) && this.#isPublished(each));
		});
	}

	/** Published notices that update, correct, lift or withdraw a notice, in its own status. */
	followers(notice: Localized<'notices'>, language: Language): Localized<'notices'>[] {
		this.#note(`chain:${notice.ref}`);
		return this.#published(this.#content.followers(notice.ref), language).filter(
			(each) => each.status === notice.status,
		);
	}

	/** The first two characters of the short codes there are. */
	codeStarts(): string[] {
		return [...this.#content.index.notices.codes.keys()].sort();
	}

	/** Published notices whose short codes begin with two characters, exercises among them. */
	withCode(start: string, language: Language): Localized<'notices'>[] {
		this.#note(`codes:${start}`);
		return this.#published(this.#content.withCode(start), language);
	}

	/** What the signature of a notice proves. */
	signature(ref: string): CheckedSignature | undefined {
		this.#note(`entry:notices/${ref}`);
		const entry = this.#content.entry('notices', ref)?.entry as Entry<'notices'> | undefined;
		return entry && checkSignature(entry, this.#keysText());
	}

	/** The keys with which notices are signed, and were. */
	signingKeys(): readonly PublicKey[] {
		return publicKeysOf(this.#keysText());
	}

	#keysText(): string {
		this.#note(signingKeysRead);
		return this.#moment.observations[publicKeysObservation] ?? '';
	}

	/** The earlier versions of an entry whose texts are kept, newest first. */
	pastVersions({ collection, ref, version }: PastVersion): number[] {
		const earlier = Array.from(
			{ length: Math.min(version - 1, mostPast) },
			(_, back) => version - 1 - back,
		);
		return earlier.filter((each) => {
			const past = { collection, ref, version: each };
			this.#note(pastKey(past));
			return this.#content.pastBlob(past, defaultLanguage) !== undefined;
		});
	}

	/** An earlier version of an entry; `undefined` where the text that is kept is not one of this entry's. */
	async pastVersion<C extends CollectionWithPast>(
		now: Localized<C> & { readonly collection: C },
		version: number,
		language: Language,
	): Promise<Localized<C> | undefined> {
		const past = { collection: now.collection, ref: now.ref, version };
		this.#note(pastKey(past));
		const files: Record<string, string> = {};
		for (const tag of languageTags) {
			const blob = this.#content.pastBlob(past, tag);
			if (blob) files[tag] = await this.#content.source.read(blob);
		}
		const { entry } = readEntry(now.collection, now.ref, files);
		return entry && isPastOf(entry.data, now, version) ? localize(entry, language) : undefined;
	}

	/** The body of an entry as HTML. */
	html(entry: Localized): Promise<string> {
		return renderMarkdown(entry.body);
	}

	/** A value exported from the store, such as a public median. */
	observation(name: string): string | undefined {
		this.#note(`observation:${name}`);
		return this.#moment.observations[name];
	}

	/** The release being made. Only `/alerts.json` asks: whoever does is rendered in every release. */
	release(): Moment['release'] {
		this.#note('release');
		return this.#moment.release;
	}

	#note(key: string): void {
		this.#reads.add(key);
	}

	#select(key: SelectionKey): readonly VersionedEntry<'notices'>[] {
		this.#note(key);
		return select(this.#content, key, this.#moment.now);
	}

	#published<C extends CollectionName>(
		entries: readonly VersionedEntry<C>[],
		language: Language,
	): Localized<C>[] {
		return entries
			.filter((each) => this.#isPublished(each))
			.map((each) => inLanguage(each.entry, language));
	}

	#isPublished({ entry }: Pick<VersionedEntry, 'entry'>): boolean {
		const { publishAt } = entry.data;
		return !publishAt || this.hasPassed(publishAt);
	}
}

/** So many earlier versions of an entry are shown; a number that somebody wrote is not walked through. */
const mostPast = 20;

/** Whoever can push a file cannot make it an earlier text of something else. */
function isPastOf(past: EntryData, now: EntryData, version: number): boolean {
	const statusOf = (data: EntryData) => ('status' in data ? data.status : undefined);
	return (
		version < now.version &&
		past.version === version &&
		statusOf(past) === statusOf(now) &&
		past.stamp?.identifier === now.stamp?.identifier
	);
}
