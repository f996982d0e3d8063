import { toOffsetString } from '../domain/time.ts';
import type { Feed, FeedItem } from './feed.ts';

/** A feed as JSON Feed 1.1 (jsonfeed.org); `_notice` is an extension for programs. */
export function jsonFeed(feed: Feed): string {
	const file = {
		version: 'https://jsonfeed.org/version/1.1',
		title: feed.title,
		home_page_url: feed.page,
		feed_url: `${feed.address}.json`,
		description: feed.description,
		language: feed.language,
		authors: [{ name: feed.publisher }],
		items: feed.items.map(item),
	};
	return `${JSON.stringify(file, undefined, '\t')}\n`;
}

function item(each: FeedItem) {
	return {
		id: each.id,
		url: each.url,
		title: each.title,
		summary: each.summary,
		content_text: each.text,
		date_published: toOffsetString(each.published),
		date_modified: toOffsetString(each.changed),
		tags: each.tags,
		...(each.notice ? { _notice: each.notice } : {}),
	};
}
