import { latestOf } from '../domain/freshness.ts';
import type { Feed, FeedItem } from './feed.ts';
import { document, element, escaped, type Xml } from './xml.ts';

/** A feed as RSS 2.0, with the address of its own that the RSS Advisory Board's profile asks for. */
export function rssFeed(feed: Feed): string {
	const changed = latestOf(feed.items.map((each) => each.changed));
	const channel = element('channel', [
		element('title', feed.title),
		element('description', feed.description),
		element('link', feed.page),
		element('atom:link', [], {
			rel: 'self',
			href: `${feed.address}.xml`,
			type: 'application/rss+xml',
		}),
		element('language', feed.language),
		changed && element('lastBuildDate', changed.toUTCString()),
		...feed.items.map(item),
	]);
	const root = element('rss', channel, {
		version: '2.0',
		'xmlns:atom': 'http://www.w3.org/2005/Atom',
	});
	return document(root, { stylesheet: feed.stylesheet });
}

function item(each: FeedItem): Xml {
	return element('item', [
		element('title', each.title),
		// Programs read a description as HTML (RSS 2.0 `description`): a text is escaped as HTML before it is as XML.
		element('description', escaped(each.summary)),
		element('link', each.url),
		element('guid', each.id, { isPermaLink: 'false' }),
		element('pubDate', each.published.toUTCString()),
		...each.tags.map((tag) => element('category', tag)),
	]);
}
