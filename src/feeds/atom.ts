import { document, element } from './xml.ts';

/** An entry of an Atom feed (RFC 4287 §4.1.2). */
export interface AtomEntry {
	/** Never changes, whatever becomes of the address (§4.2.6). */
	readonly id: string;
	readonly title: string;
	readonly summary: string;
	readonly updated: string;
	readonly published: string;
	readonly links: readonly AtomLink[];
	readonly author: string;
}

interface AtomLink {
	readonly rel: 'alternate' | 'enclosure' | 'self';
	readonly href: string;
	readonly type: string;
}

/** A feed of the newest entries. */
export interface AtomFeed {
	readonly id: string;
	readonly title: string;
	/** What it holds and how to follow it, for a person who opened it in a browser. */
	readonly subtitle: string;
	/** How browsers show it to a person. */
	readonly stylesheet: string;
	readonly language: string;
	readonly updated: string;
	readonly author: string;
	readonly links: readonly AtomLink[];
	readonly entries: readonly AtomEntry[];
}

/** A feed of the Atom Syndication Format. */
export function atomFeed(feed: AtomFeed): string {
	const root = element(
		'feed',
		[
			element('id', feed.id),
			element('title', feed.title),
			element('subtitle', feed.subtitle),
			element('updated', feed.updated),
			element('author', [element('name', feed.author)]),
			...feed.links.map(link),
			...feed.entries.map(entry),
		],
		{ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
	);
	return document(root, { stylesheet: feed.stylesheet });
}

function entry(each: AtomEntry) {
	return element('entry', [
		element('id', each.id),
		element('title', each.title),
		element('updated', each.updated),
		element('published', each.published),
		element('author', [element('name', each.author)]),
		element('summary', each.summary),
		...each.links.map(link),
	]);
}

function link({ rel, href, type }: AtomLink) {
	return element('link', [], { rel, href, type });
}
