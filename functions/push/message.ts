import { createHash } from 'node:crypto';
import {
	type Announcement,
	alertText,
	announcementKey,
	careTopic,
	severityOfAnnouncement,
	withoutMark,
} from '../../src/domain/announcement.ts';
import { type Language, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import { containsArea, type Settings } from '../../src/domain/settings.ts';
import { severityChoices, severityRank } from '../../src/domain/severity-choice.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { padded } from './seal.ts';

/** Bytes of plain text are padded to one of these, so that a message's length does not tell which alert it is. */
const sizeClasses = [512, 1024, 2048] as const;
/** The padding begins with one byte of its own (RFC 8188 §2). */
const longestText = 2048 - 1;
const mostClosed = 5;

/** What the service worker receives. */
export interface PushMessage {
	readonly title: string;
	readonly body: string;
	readonly url: string;
	/** Names this alert for ever: a repeat of it makes no sound again. */
	readonly id: string;
	/** One notification on screen for a statement and all that changes or ends it: the newest replaces the others. */
	readonly tag: string;
	/** Further notifications that are over with this one. */
	readonly closes?: readonly string[];
	readonly lang: string;
	/** The button that opens the page at what to do, or at its beginning where there is nothing to do. Its address is relative to the page's. */
	readonly open: { readonly title: string; readonly url: string };
	/** Where one in so many browsers may say what it saw, if the county counts. */
	readonly count?: { readonly url: string; readonly alert: string; readonly share: number };
	/** The button that leads to where alerts are changed or turned off, for browsers that show buttons. */
	readonly manage: { readonly title: string; readonly url: string };
}

/** What a message says beside its alert. */
export interface PushSite {
	readonly url: string;
	/** Said before the title of a demo county's alerts. */
	readonly fictional: string;
	/** The share of browsers that may say that they showed or opened an alert; without it none does. */
	readonly viewShare?: number | undefined;
}

/**
 * The text of an alert for one subscriber's language, at most 2,047 bytes: some services take no more than 2,744 sealed.
 * What is too long ends in an ellipsis; the page it leads to says it in full.
 */
export function pushMessage(
	announcement: Announcement,
	language: Language,
	site: PushSite,
): string {
	const text = alertText(announcement, language);
	const isReal = announcement.status === 'actual';
	const mark = isReal ? '' : translator(language)('exercise.mark');
	const title = text?.title ?? '';
	const message: PushMessage = {
		title: `${mark}${site.fictional}${isReal ? title : withoutMark(title)}`,
		body: text?.body ?? '',
		url: `${site.url}${text?.path ?? '/'}`,
		id: shortHash(announcementKey(announcement)),
		tag: alertTag(announcement),
		...closes(announcement),
		lang: language,
		open: openButton(announcement, language),
		manage: {
			title: translator(language)('push.manage'),
			url: `${site.url}${languagePrefix(language)}/subscribe/#push`,
		},
		...(site.viewShare &&
			isReal && {
				count: {
					url: `${site.url}/api/alert-views`,
					alert: announcementKey(announcement),
					share: site.viewShare,
				},
			}),
	};
	return JSON.stringify(fitted(message));
}

/** Where the steps stand on the page of a notice. */
const stepsOnPage = '#steps';

function openButton({ collection, kind }: Announcement, language: Language) {
	const t = translator(language);
	const asksForSteps = collection === 'notices' && kind !== 'lift' && kind !== 'withdrawal';
	return asksForSteps
		? { title: t('push.whatToDo'), url: stepsOnPage }
		: { title: t('push.open'), url: '' };
}

/** The messages of an alert in every language, all padded to the length of the same class. */
export function pushRecords(
	announcement: Announcement,
	site: PushSite,
): ReadonlyMap<Language, Uint8Array> {
	return paddedAlike((language) => pushMessage(announcement, language, site));
}

/** A text in every language, all padded to the length of the same class. */
export function paddedAlike(
	textIn: (language: Language) => string,
): ReadonlyMap<Language, Uint8Array> {
	const texts = languageTags.map((tag) => [tag, textIn(tag)] as const);
	const longest = Math.max(...texts.map(([, text]) => Buffer.byteLength(text) + 1));
	const size = sizeClasses.find((each) => each >= longest);
	return new Map(texts.map(([tag, text]) => [tag, padded(text, size)]));
}

/** The body is shortened first, and the title when nothing is left of it. */
function fitted(message: PushMessage): PushMessage {
	const over = Buffer.byteLength(JSON.stringify(message)) - longestText;
	if (over <= 0) return message;
	const part = message.body.length > 1 ? 'body' : 'title';
	const whole = [...message[part]];
	// A character is at most six bytes of JSON and at least one.
	const kept = whole.slice(0, Math.max(0, whole.length - Math.ceil(over / 6) - 1)).join('');
	return fitted({ ...message, [part]: kept === '' ? '' : `${kept.replace(/…$/, '')}…` });
}

/**
 * Names a statement with all its followers, on a screen and as `Topic` at a push service: what a phone that was off has
 * not got yet is replaced by what is true by then (RFC 8030 §5.4: at most 32 base64url characters).
 */
export function alertTag({ collection, ref, follows = [] }: Announcement): string {
	return tagOf(collection, follows[0] ?? ref);
}

/** Where a statement ends several that began apart, only one can be replaced by it; the others are closed. */
function closes(announcement: Announcement): Pick<PushMessage, 'closes'> {
	const { collection, follows = [] } = announcement;
	const others = follows.slice(1, 1 + mostClosed).map((ref) => tagOf(collection, ref));
	return others.length > 0 ? { closes: others } : {};
}

function tagOf(collection: string, ref: string): string {
	return shortHash(`${collection}/${ref}`);
}

/** A name for a notification that nobody can read anything from. */
export function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}

const urgencies = { Extreme: 'high', Severe: 'high', Moderate: 'normal', Minor: 'low' } as const;

/** How soon a sleeping phone is woken (RFC 8030 §5.3): a warning of any color is worth its battery, other news by its weight. */
export function pushUrgency(announcement: Announcement): 'high' | 'normal' | 'low' {
	if (announcement.warningColor !== undefined) return 'high';
	return urgencies[severityOfAnnouncement(announcement)];
}

/**
 * Whether a subscriber asked for what an announcement is about, and for what is as grave. Nothing chosen means everything,
 * except words of care: these are for who chose them, whatever else they chose.
 */
export function concerns(
	announcement: Announcement,
	subscription: Subscription,
	settings: Settings,
): boolean {
	const { areas, severity } = subscription;
	const asksForCare = subscription.topics.includes(careTopic);
	if (announcement.care && !asksForCare) return false;
	const topics = subscription.topics.filter((topic) => topic !== careTopic);
	const isGraveEnough =
		announcement.care !== undefined ||
		severityRank(severityOfAnnouncement(announcement)) >= severityChoices.indexOf(severity);
	const topicMatches =
		announcement.care !== undefined ||
		topics.length === 0 ||
		announcement.topics.some((topic) => topics.includes(topic));
	const areaMatches =
		areas.length === 0 ||
		announcement.areas.some((theirs) =>
			areas.some(
				(own) => containsArea(settings, theirs, own) || containsArea(settings, own, theirs),
			),
		);
	return isGraveEnough && topicMatches && areaMatches;
}
