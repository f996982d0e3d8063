import type { Notice } from '../domain/collections.ts';
import { isNewsOfSuicide } from '../domain/crisis.ts';
import type { Localized } from '../domain/entry.ts';
import { byNewest } from '../domain/notice.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import { byNewestResponse, mark, respondedAt } from '../domain/rumor-response.ts';
import type { FeedItem } from './feed.ts';
import { common, type FeedView, marked } from './feed-view.ts';
import { noticeItem } from './notice-item.ts';

/** A feed of the whole site holds no more items than this. */
export const mostItems = 50;

/** The newest notices as items of a feed. Exercises never come here. */
export function noticeItems(
	notices: readonly StandingNotice<Localized<'notices'>>[],
	view: FeedView,
): FeedItem[] {
	return notices
		.filter(({ notice }) => notice.status === 'actual' && !isKeptFromLists(notice))
		.sort((a, b) => byNewest(a.notice, b.notice))
		.slice(0, mostItems)
		.map((each) => noticeItem(each, view));
}

/** The newest responses to rumors as items of a feed; the titles are facts, the claims stay on the pages. */
export function rumorItems(responses: readonly Localized<'rumors'>[], view: FeedView): FeedItem[] {
	return responses
		.filter((response) => response.status === 'actual' && !isKeptFromLists(response))
		.sort(byNewestResponse)
		.slice(0, mostItems)
		.map((response) => rumorItem(response, view));
}

/** News of a suicide has its page, and stands in nobody's stream of news. */
export function isKeptFromLists({
	title,
	summary,
	warningColor,
}: Pick<Notice, 'title' | 'summary' | 'warningColor'>): boolean {
	return isNewsOfSuicide({ text: `${title} ${summary}`, warningColor });
}

function rumorItem(response: Localized<'rumors'>, view: FeedView): FeedItem {
	const { t } = view;
	return {
		...common(response, view),
		title: `${marked(t('feeds.mark', { kind: t(`verdict.${mark(response)}`) }), view)}${response.title}`,
		text: [response.summary, response.fact].join('\n'),
		published: respondedAt(response),
	};
}
