import type { CareStep } from './after-care.ts';
import { type Severity, severityOf } from './cap-values.ts';
import type { Notice, RumorResponse } from './collections.ts';
import { isNewsOfSuicide } from './crisis.ts';
import { defaultLanguage, type Language, languagePrefix, languageTags } from './languages.ts';
import { hour } from './time.ts';

/** What a notification says in one language. */
export interface AlertText {
	readonly title: string;
	readonly body: string;
	/** The path of the page that says it in full. */
	readonly path: string;
}

/** Something in the live release that people should be told: derived from content, never from a button. */
export interface Announcement {
	readonly collection: 'notices' | 'rumors' | 'incidents';
	readonly ref: string;
	readonly revision: number;
	/** What happened to the statement; a response to a rumor is always an `issue`. */
	readonly kind: Notice['lifecycle'];
	/** The step of care after an incident that it tells of, and of which year; only who asked for it hears it. */
	readonly care?: { readonly step: CareStep; readonly year: number } | undefined;
	readonly status: Notice['status'];
	readonly warningColor?: Notice['warningColor'];
	/** Its own CAP severity, or that of what it directly changes or ends where that was graver. */
	readonly severity?: Severity | undefined;
	/** The statements it ends or corrects, back to the first: who was told of one is told of this, whatever was chosen since. */
	readonly hearersOf?: readonly string[] | undefined;
	/** The statements before it, the first one first: on a screen it takes their place. */
	readonly follows?: readonly string[] | undefined;
	readonly areas: readonly string[];
	readonly topics: readonly string[];
	/** The partner that it comes from. */
	readonly source?: string | undefined;
	readonly sent: Date;
	readonly expires?: Date | undefined;
	readonly current: boolean;
	readonly texts: { readonly [tag in Language]?: AlertText };
}

/** The name an alert has for ever: the same statement, revision and kind is told once. */
export function announcementKey(
	announcement: Pick<Announcement, 'collection' | 'ref' | 'revision' | 'kind' | 'care'>,
): string {
	const { collection, ref, revision, kind, care } = announcement;
	const what = care ? `care-${care.step}${care.year > 0 ? `-${care.year}` : ''}` : kind;
	return `${collection}/${ref}/${revision}/${what}`;
}

/** The topic of gentle words after an incident: nobody gets them who did not choose it. */
export const careTopic = 'after-care';

/** Older statements are history: they wait for a publisher's word. */
export const announcedUnaskedWithin = 2 * hour;

/** More than this in one release looks like an import or a restore. */
export const mostAlertsInARelease = 3;

/** What to do with an announcement that was never made. `hold` waits for a publisher; `never` is recorded and stays silent. */
export type AnnouncementDecision =
	| { readonly verdict: 'announce' }
	/** To those who take part, and to nobody else. */
	| { readonly verdict: 'exercise' }
	| { readonly verdict: 'hold'; readonly reason: HoldReason }
	| { readonly verdict: 'never'; readonly reason: 'exercise' | 'over' | 'suicide' };

export type HoldReason = 'unsigned' | 'old' | 'too-many' | 'restored';

/** The rules of announcing unasked: actual, current, validly signed off, sent within two hours. */
export function decideAnnouncement(
	announcement: Announcement,
	{ now, signed, restored }: { now: Date; signed: boolean; restored: boolean },
): AnnouncementDecision {
	if (announcement.status !== 'actual')
		return decideExercise(announcement, { now, signed, restored });
	if (!announcement.current) return { verdict: 'never', reason: 'over' };
	if (tellsOfSuicide(announcement)) return { verdict: 'never', reason: 'suicide' };
	if (restored) return { verdict: 'hold', reason: 'restored' };
	if (!signed) return { verdict: 'hold', reason: 'unsigned' };
	const age = now.getTime() - announcement.sent.getTime();
	if (age > announcedUnaskedWithin || age < 0) return { verdict: 'hold', reason: 'old' };
	return { verdict: 'announce' };
}

/** Those who take part are told what would be announced if it were real; what would wait for a publisher is not told at all. */
function decideExercise(
	announcement: Announcement,
	about: Parameters<typeof decideAnnouncement>[1],
): AnnouncementDecision {
	const asReal = decideAnnouncement({ ...announcement, status: 'actual' }, about);
	// Nobody grieves for an exercise.
	const isTold = isExercise(announcement) && announcement.care === undefined;
	return isTold && asReal.verdict === 'announce'
		? { verdict: 'exercise' }
		: { verdict: 'never', reason: 'exercise' };
}

/** Whether it is for those who take part in an exercise. What is `test` is for nobody. */
export function isExercise({ status }: Pick<Announcement, 'status'>): boolean {
	return status === 'exercise';
}

/** How grave an announcement is to subscribers; one from before this was kept is as grave as its color. */
export function severityOfAnnouncement(announcement: Announcement): Severity {
	return announcement.severity ?? severityOf(announcement);
}

/** News of a suicide lights up on nobody's screen, in any language (domain facts 4.4); its page stands. */
function tellsOfSuicide({ texts, warningColor }: Announcement): boolean {
	return Object.values(texts).some(({ title, body }) =>
		isNewsOfSuicide({ text: `${title} ${body}`, warningColor }),
	);
}

/** Whether a colour may be told to people at all without a valid sign-off: red and orange never. */
export function needsSignOff(announcement: Announcement): boolean {
	return announcement.warningColor === 'red' || announcement.warningColor === 'orange';
}

/** The notification of an announcement in a subscriber's language, or in the default language. */
export function alertText(announcement: Announcement, language: Language): AlertText | undefined {
	return announcement.texts[language] ?? announcement.texts[defaultLanguage];
}

/** Chinese and English, because who hears of it may read either. */
const exerciseMark = '【演练 EXERCISE】';

/** The title as groups and other systems get it: an exercise, and a county that does not exist, say so before anything else. */
export function markedTitle(
	announcement: Announcement,
	language: Language,
	fictionalMark: string,
): string {
	const title = alertText(announcement, language)?.title ?? '';
	if (announcement.status === 'actual') return `${fictionalMark}${title}`;
	return `${exerciseMark}${fictionalMark}${withoutMark(title)}`;
}

/** Editors write the mark of an exercise themselves, too; said twice it crowds out the news. */
export function withoutMark(title: string): string {
	return title.replace(/^(?:【演练】|\[EXERCISE\]|\[ESERCITAZIONE\])\s*/i, '');
}

/** The texts of an entry in every language it has been written in. */
export function alertTexts(
	section: string,
	ref: string,
	textIn: (language: Language) => Pick<Notice | RumorResponse, 'title' | 'summary'> | undefined,
): { readonly [tag in Language]?: AlertText } {
	return Object.fromEntries(
		languageTags.flatMap((language) => {
			const text = textIn(language);
			if (!text) return [];
			const path = `${languagePrefix(language)}/${section}/${ref}/`;
			return [[language, { title: text.title, body: text.summary, path }]];
		}),
	);
}
