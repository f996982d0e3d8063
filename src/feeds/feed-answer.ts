import type { Feed } from './feed.ts';
import { jsonFeed } from './json-feed.ts';
import { rssFeed } from './rss.ts';

/** The formats of feeds, by the endings of their addresses. Browsers show `application/xml` and save `application/rss+xml`. */
export const feedFormats = {
	xml: { type: 'application/xml; charset=utf-8', write: rssFeed },
	json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
} as const;

export type FeedFormat = keyof typeof feedFormats;

/** The answer to whoever asks for a feed in a format. */
export async function feedAnswer(feed: Feed, format: FeedFormat): Promise<Response> {
	const { type, write } = feedFormats[format];
	return new Response(await write(feed), { headers: { 'Content-Type': type } });
}
