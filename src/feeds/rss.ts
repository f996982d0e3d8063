import { getRssString, type RSSFeedItem } from '@astrojs/rss';
import { latestOf } from '../domain/freshness.ts';
import type { Feed, FeedItem } from './feed.ts';
import { allowed, element, escaped, stylesheetInstruction } from './xml.ts';

/** A feed as RSS 2.0, with the address of its own that the RSS Advisory Board's profile asks for. */
export async function rssFeed(feed: Feed): Promise<string> {
	const changed = latestOf(feed.items.map((each) => each.changed));
	const about = [
		element('atom:link', [], {
			rel: 'self',
			href: `${feed.address}.xml`,
			type: 'application/rss+xml',
		}),
		element('language', feed.language),
		...(changed ? [element('lastBuildDate', changed.toUTCString())] : []),
	];
	const xml = await getRssString({
		title: allowed(feed.title),
		description: allowed(feed.description),
		site: feed.page,
		trailingSlash: true,
		xmlns: { atom: 'http://www.w3.org/2005/Atom' },
		customData: about.map((each) => each.xml).join(''),
		items: feed.items.map(item),
	});
	// The library would name the stylesheet without its type, which browsers need (xml-stylesheet §4).
	return xml.replace('?>', `?>\n${stylesheetInstruction(feed.stylesheet)}\n`);
}

function item(each: FeedItem): RSSFeedItem {
	return {
		title: allowed(each.title),
		// Programs read a description as HTML (RSS 2.0 `description`): a text is escaped as HTML before it is as XML.
		description: escaped(each.summary),
		content: each.text
			.split('\n')
			.map((line) => `<p>${escaped(line)}</p>`)
			.join(''),
		link: each.url,
		pubDate: each.published,
		categories: each.tags.map(allowed),
		customData: element('guid', each.id, { isPermaLink: 'false' }).xml,
	};
}
