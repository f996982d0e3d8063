import { careMoments, supportFor, wordsOf } from '../domain/after-care.ts';
import { type Announcement, alertTexts, careTopic } from '../domain/announcement.ts';
import type { Localized } from '../domain/entry.ts';
import {
	defaultLanguage,
	type Language,
	languagePrefix,
	languageTags,
} from '../domain/languages.ts';
import { isEnding, sentAt, standing } from '../domain/notice.ts';
import { folderOf, rumorFolderOf } from '../domain/notice-folder.ts';
import { itemOfResponse } from '../domain/report.ts';
import { respondedAt } from '../domain/rumor-response.ts';
import { gravestOf } from '../domain/severity-choice.ts';
import type { PublishedResponse } from '../domain/site.ts';
import { translator } from '../i18n/strings.ts';
import { translationMark } from '../i18n/translation-words.ts';
import { earlierThan } from './notice-chain.ts';
import type { EntryName } from './paths.ts';
import type { Reading } from './reading.ts';

/** What published entries ask to be announced. Exercises are among them, marked as such: the decision is not made here. */
export function announcementsOf(reading: Reading, entries: Iterable<EntryName>): Announcement[] {
	return [...entries].flatMap(({ collection, ref }) => {
		if (collection === 'notices') return noticeAnnouncement(reading, ref) ?? [];
		if (collection === 'incidents') return careAnnouncements(reading, ref);
		return collection === 'rumors' ? (rumorAnnouncement(reading, ref) ?? []) : [];
	});
}

function noticeAnnouncement(reading: Reading, ref: string): Announcement | undefined {
	const notice = reading.entry('notices', ref, defaultLanguage);
	if (!notice) return undefined;
	const earlier = earlierThan(reading, notice, defaultLanguage);
	// Who was told of something hears that it is over or was sent in error, even where an editor forgot to say so.
	const isTold = notice.alert || (isEnding(notice) && earlier.some((each) => each.alert));
	if (!isTold) return undefined;
	const changed = earlier.filter((each) => notice.references.includes(each.ref));
	const reachesHearers = isEnding(notice) || notice.lifecycle === 'correction';
	const followers = reading.followers(notice, defaultLanguage);
	const { state } = standing(notice, followers, reading.hasPassed);
	return {
		collection: 'notices',
		ref,
		revision: notice.alertRevision,
		kind: notice.lifecycle,
		status: notice.status,
		warningColor: notice.warningColor,
		severity: gravestOf([notice, ...changed]),
		hearersOf: reachesHearers ? earlier.map((each) => each.ref) : undefined,
		follows: earlier.length > 0 ? earlier.map((each) => each.ref) : undefined,
		areas: notice.areas,
		topics: notice.topics,
		source: notice.source,
		sent: later(sentAt(notice), notice.publishAt),
		expires: notice.expires,
		current: isEnding(notice)
			? !(notice.expires && reading.hasPassed(notice.expires))
			: state === 'current' || state === 'scheduled',
		texts: alertTexts(folderOf(notice), ref, textIn(reading, 'notices', ref)),
	};
}

function rumorAnnouncement(reading: Reading, ref: string): Announcement | undefined {
	const response = reading.entry('rumors', ref, defaultLanguage);
	if (!response?.alert) return undefined;
	return {
		collection: 'rumors',
		ref,
		revision: response.alertRevision,
		kind: 'issue',
		status: response.status,
		areas: response.areas,
		topics: response.topics,
		sent: later(respondedAt(response), response.publishAt),
		current: true,
		texts: alertTexts(rumorFolderOf(response), ref, textIn(reading, 'rumors', ref)),
	};
}

/** The steps of care that have begun and are not over: each is told once, at its time, to those who asked for it. */
function careAnnouncements(reading: Reading, ref: string): Announcement[] {
	const incident = reading.entry('incidents', ref, defaultLanguage);
	if (!incident) return [];
	return wordsOf(careMoments(incident))
		.filter(({ from, until }) => reading.hasPassed(from) && !reading.hasPassed(until))
		.map(({ step, from, until }) => {
			const about = { occasion: step, hazard: incident.hazard, ref };
			const pages = reading.list('support', defaultLanguage);
			const [lead] = supportFor(pages, { ...about, audience: ['everyone'] });
			const page = lead ? `support/${lead.ref}/` : 'support/';
			return {
				collection: 'incidents',
				ref,
				revision: 1,
				kind: 'issue',
				care: { step, year: 0 },
				status: incident.status,
				severity: 'Minor',
				areas: incident.areas,
				topics: [careTopic],
				sent: from,
				expires: until,
				current: true,
				texts: Object.fromEntries(
					languageTags.map((language) => {
						const t = translator(language);
						const path = `${languagePrefix(language)}/${page}`;
						return [
							language,
							{ title: t(`care.title.${step}`), body: t(`care.push.${step}`), path },
						];
					}),
				),
			};
		});
}

/** What was signed in the morning for the evening is sent in the evening. */
function later(sent: Date, publishAt: Date | undefined): Date {
	return publishAt && publishAt > sent ? publishAt : sent;
}

function textIn(reading: Reading, collection: 'notices' | 'rumors', ref: string) {
	return (language: Language) => {
		const entry = reading.entry(collection, ref, language);
		if (entry?.textLanguage !== language) return undefined;
		return { ...entry, title: `${translationMark(entry, translator(language))}${entry.title}` };
	};
}

/** Which items of the rumor desk are answered, and where. */
export function contentResponses(reading: Reading): PublishedResponse[] {
	return reading.list('rumors', defaultLanguage).map(publishedResponse);
}

/** The same of what is answered in an exercise, which answers nobody else. */
export function exerciseResponses(reading: Reading): PublishedResponse[] {
	return reading
		.exercises('rumors')
		.flatMap((ref) => reading.entry('rumors', ref, defaultLanguage) ?? [])
		.filter(({ status }) => status === 'exercise')
		.map(publishedResponse);
}

function publishedResponse(response: Localized<'rumors'>): PublishedResponse {
	return {
		item: response.item ?? itemOfResponse(response.ref),
		ref: response.ref,
		title: response.title,
		wordings: [response.claim, response.title, ...response.aliases],
		areas: response.areas,
		state: response.state,
		verdict: response.verdict,
		corrections: response.changes.length,
		heardAt: response.heardAt,
		nextUpdateAt: response.nextUpdateAt,
	};
}
