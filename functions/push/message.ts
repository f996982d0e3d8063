import { createHash } from 'node:crypto';
import {
	type Announcement,
	alertText,
	announcementKey,
	severityOfAnnouncement,
} from '../../src/domain/announcement.ts';
import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import { containsArea, type Settings } from '../../src/domain/settings.ts';
import { severityChoices, severityRank } from '../../src/domain/severity-choice.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { Subscription } from '../store/subscriptions.ts';

/** Bytes of plain text are padded to one of these, so that a message's length does not tell which alert it is. */
const sizeClasses = [512, 1024, 2048];

/** What the service worker receives. */
export interface PushMessage {
	readonly title: string;
	readonly body: string;
	readonly url: string;
	/** One notification on screen for each alert: a repeat replaces it. */
	readonly tag: string;
	readonly lang: string;
	/** The button that leads to where alerts are changed or turned off, for browsers that show buttons. */
	readonly manage: { readonly title: string; readonly url: string };
}

/** The text of an alert for one subscriber's language, padded with spaces, which JSON allows. */
export function pushMessage(
	announcement: Announcement,
	language: Language,
	site: { url: string; fictional: string },
): string {
	const text = alertText(announcement, language);
	const message: PushMessage = {
		title: `${site.fictional}${text?.title ?? ''}`,
		body: text?.body ?? '',
		url: `${site.url}${text?.path ?? '/'}`,
		tag: alertTag(announcement),
		lang: language,
		manage: {
			title: translator(language)('push.manage'),
			url: `${site.url}${languagePrefix(language)}/subscribe/#push`,
		},
	};
	const json = JSON.stringify(message);
	const length = Buffer.byteLength(json);
	const size = sizeClasses.find((each) => each >= length) ?? length;
	return json + ' '.repeat(size - length);
}

/** Names an alert on a screen and, as `Topic`, at a push service (RFC 8030 §5.4: at most 32 base64url characters). */
export function alertTag(announcement: Announcement): string {
	return createHash('sha256')
		.update(announcementKey(announcement))
		.digest('base64url')
		.slice(0, 32);
}

/** Whether a subscriber asked for what an announcement is about, and for what is as grave. Nothing chosen means everything. */
export function concerns(
	announcement: Announcement,
	subscription: Subscription,
	settings: Settings,
): boolean {
	const { topics, areas, severity } = subscription;
	const isGraveEnough =
		severityRank(severityOfAnnouncement(announcement)) >= severityChoices.indexOf(severity);
	const topicMatches =
		topics.length === 0 || announcement.topics.some((topic) => topics.includes(topic));
	const areaMatches =
		areas.length === 0 ||
		announcement.areas.some((theirs) =>
			areas.some(
				(own) => containsArea(settings, theirs, own) || containsArea(settings, own, theirs),
			),
		);
	return isGraveEnough && topicMatches && areaMatches;
}
