import type { Localized } from '../domain/entry.ts';
import { changedAt } from '../domain/freshness.ts';
import { byNewest, sentAt } from '../domain/notice.ts';
import { byNewestResponse, mark, respondedAt } from '../domain/rumor-response.ts';
import { areaName, type Settings, topicName } from '../domain/settings.ts';
import { toOffsetString } from '../domain/time.ts';
import { writtenInstant } from '../i18n/dates.ts';
import type { Translate } from '../i18n/strings.ts';
import type { FeedItem } from './feed.ts';
import { feedId } from './identity.ts';

/** What feeds need of the site: names and words in the reader's language, and addresses. */
export interface FeedView {
	readonly settings: Settings;
	readonly t: Translate;
	/** The public address of a page in the reader's language. */
	readonly urlOf: (page: string) => string;
}

/** A feed of the whole site holds no more items than this. */
export const mostItems = 50;

/** The newest notices as items of a feed. Exercises never come here. */
export function noticeItems(notices: readonly Localized<'notices'>[], view: FeedView): FeedItem[] {
	return notices
		.filter((notice) => notice.status === 'actual')
		.sort(byNewest)
		.slice(0, mostItems)
		.map((notice) => noticeItem(notice, view));
}

/** The newest responses to rumors as items of a feed; the titles are facts, the claims stay on the pages. */
export function rumorItems(responses: readonly Localized<'rumors'>[], view: FeedView): FeedItem[] {
	return responses
		.filter((response) => response.status === 'actual')
		.sort(byNewestResponse)
		.slice(0, mostItems)
		.map((response) => rumorItem(response, view));
}

function noticeItem(notice: Localized<'notices'>, view: FeedView): FeedItem {
	const { t } = view;
	const until = notice.expires && writtenInstant(notice.expires, notice.textLanguage);
	return {
		...common(notice, view),
		title: `${noticeMark(notice, view)}${notice.title}`,
		text: [
			notice.summary,
			...listed(t('notice.do'), notice.actions),
			...listed(t('notice.avoid'), notice.avoid),
			...(until ? [t('feeds.until', { until })] : []),
		].join('\n'),
		published: sentAt(notice),
		notice: {
			ref: notice.ref,
			lifecycle: notice.lifecycle,
			category: notice.category,
			warningColor: notice.warningColor,
			areas: notice.areas,
			effective: toOffsetString(notice.effective),
			expires: notice.expires && toOffsetString(notice.expires),
			references: notice.references,
		},
	};
}

function rumorItem(response: Localized<'rumors'>, view: FeedView): FeedItem {
	const { t } = view;
	return {
		...common(response, view),
		title: `${marked(t(`verdict.${mark(response)}`), view)}${response.title}`,
		text: [response.summary, response.fact].join('\n'),
		published: respondedAt(response),
	};
}

function common(entry: Localized<'notices'> | Localized<'rumors'>, { settings, urlOf }: FeedView) {
	const language = entry.textLanguage;
	return {
		id: feedId(entry, settings),
		summary: entry.summary,
		url: urlOf(`${entry.collection}/${entry.ref}/`),
		changed: changedAt(entry),
		tags: [
			...entry.areas.map((code) => areaName(settings, code, language)),
			...entry.topics.map((code) => topicName(settings, code, language)),
		],
	};
}

/** What stands before a headline: `【黄色预警】`. What became of an earlier statement comes first, so that an end never looks like a beginning. */
export function noticeMark(notice: Localized<'notices'>, view: Omit<FeedView, 'urlOf'>): string {
	const { t } = view;
	const { category, lifecycle, warningColor } = notice;
	const kind = warningColor ? t(`warning.${warningColor}`) : t(`category.${category}`);
	const first = lifecycle === 'issue';
	return marked(
		first ? kind : t('feeds.change', { change: t(`lifecycle.${lifecycle}`), kind }),
		view,
	);
}

function marked(kind: string, { settings, t }: Omit<FeedView, 'urlOf'>): string {
	return `${settings.fictional ? t('feeds.fictional') : ''}${t('feeds.mark', { kind })}`;
}

function listed(label: string, sentences: readonly string[]): string[] {
	return sentences.length > 0 ? [label, ...sentences.map((sentence) => `- ${sentence}`)] : [];
}
