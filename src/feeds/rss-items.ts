import type { RSSFeedItem } from '@astrojs/rss';
import type { Localized } from '../domain/entry.ts';
import { byNewest, sentAt } from '../domain/notice.ts';
import { byNewestResponse, respondedAt } from '../domain/rumor-response.ts';

/** What a feed needs of the site: addresses and names in the reader's language. */
export interface FeedView {
	readonly urlOf: (page: string) => string;
	/** What stands before a title: `【黄色预警】`, `【不实】`; marks of a fictional county are part of it. */
	readonly mark: (entry: Localized<'notices'> | Localized<'rumors'>) => string;
}

/** A feed holds no more items than this. */
export const mostItems = 50;

/** The newest notices as items of a feed. Exercises never come here: the caller gives actual notices alone. */
export function noticeItems(
	notices: readonly Localized<'notices'>[],
	view: FeedView,
): RSSFeedItem[] {
	return notices
		.filter((notice) => notice.status === 'actual')
		.sort(byNewest)
		.slice(0, mostItems)
		.map((notice) => item(notice, 'notices', sentAt(notice), view));
}

/** The newest responses to rumors as items of a feed; the titles are facts, the claims stay on the pages. */
export function rumorItems(
	responses: readonly Localized<'rumors'>[],
	view: FeedView,
): RSSFeedItem[] {
	return responses
		.filter((response) => response.status === 'actual')
		.sort(byNewestResponse)
		.slice(0, mostItems)
		.map((response) => item(response, 'rumors', respondedAt(response), view));
}

function item(
	entry: Localized<'notices'> | Localized<'rumors'>,
	folder: string,
	pubDate: Date,
	{ urlOf, mark }: FeedView,
): RSSFeedItem {
	const title = `${mark(entry)}${entry.title}`;
	return { title, description: entry.summary, link: urlOf(`${folder}/${entry.ref}/`), pubDate };
}
