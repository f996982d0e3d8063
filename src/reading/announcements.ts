import { type Announcement, alertTexts } from '../domain/announcement.ts';
import { defaultLanguage, type Language } from '../domain/languages.ts';
import { sentAt, standing } from '../domain/notice.ts';
import { itemOfResponse } from '../domain/report.ts';
import { respondedAt } from '../domain/rumor-response.ts';
import type { PublishedResponse } from '../domain/site.ts';
import type { Reading } from './reading.ts';

/** What published content asks to be announced. Exercises are among them, marked as such: the decision is not made here. */
export function contentAnnouncements(reading: Reading): Announcement[] {
	return [...noticeAnnouncements(reading), ...rumorAnnouncements(reading)];
}

function noticeAnnouncements(reading: Reading): Announcement[] {
	const refs = [
		...reading.list('notices', defaultLanguage).map((each) => each.ref),
		...reading.exercises('notices'),
	];
	return refs.flatMap((ref) => {
		const notice = reading.entry('notices', ref, defaultLanguage);
		if (!notice?.alert) return [];
		const state = standing(
			notice,
			reading.followers(notice, defaultLanguage),
			reading.hasPassed,
		).state;
		const ends = notice.lifecycle === 'lift' || notice.lifecycle === 'withdrawal';
		return [
			{
				collection: 'notices' as const,
				ref,
				revision: notice.alertRevision,
				kind: notice.lifecycle,
				status: notice.status,
				warningColor: notice.warningColor,
				areas: notice.areas,
				topics: notice.topics,
				sent: later(sentAt(notice), notice.publishAt),
				expires: notice.expires,
				current: ends
					? !(notice.expires && reading.hasPassed(notice.expires))
					: state === 'current' || state === 'scheduled',
				texts: alertTexts('notices', ref, textIn(reading, 'notices', ref)),
			},
		];
	});
}

function rumorAnnouncements(reading: Reading): Announcement[] {
	return reading
		.list('rumors', defaultLanguage)
		.filter((response) => response.alert)
		.map((response) => ({
			collection: 'rumors' as const,
			ref: response.ref,
			revision: response.alertRevision,
			kind: 'issue' as const,
			status: response.status,
			areas: response.areas,
			topics: response.topics,
			sent: later(respondedAt(response), response.publishAt),
			current: true,
			texts: alertTexts('rumors', response.ref, textIn(reading, 'rumors', response.ref)),
		}));
}

/** What was signed in the morning for the evening is sent in the evening. */
function later(sent: Date, publishAt: Date | undefined): Date {
	return publishAt && publishAt > sent ? publishAt : sent;
}

function textIn(reading: Reading, collection: 'notices' | 'rumors', ref: string) {
	return (language: Language) => {
		const entry = reading.entry(collection, ref, language);
		return entry?.textLanguage === language ? entry : undefined;
	};
}

/** Which items of the rumor desk are answered, and where. */
export function contentResponses(reading: Reading): PublishedResponse[] {
	return reading.list('rumors', defaultLanguage).map((response) => ({
		item: response.item ?? itemOfResponse(response.ref),
		ref: response.ref,
		title: response.title,
		wordings: [response.claim, response.title, ...response.aliases],
		state: response.state,
		verdict: response.verdict,
		heardAt: response.heardAt,
		nextUpdateAt: response.nextUpdateAt,
	}));
}
