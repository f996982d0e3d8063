import type { Language } from '../domain/languages.ts';
import { document, element } from './xml.ts';

/** A page that exists in each language. */
export interface SitemapPage {
	readonly addresses: readonly { readonly language: Language; readonly url: string }[];
}

const namespaces = {
	xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
	'xmlns:xhtml': 'http://www.w3.org/1999/xhtml',
};

/** A part of the sitemap (sitemaps.org 0.9), each page with its other languages. */
export function sitemap(pages: readonly SitemapPage[]): string {
	const urls = pages.flatMap(({ addresses }) =>
		addresses.map(({ url }) => urlElement(url, addresses)),
	);
	return document(element('urlset', urls, namespaces));
}

/** The index of the parts of a sitemap, each at its address. */
export function sitemapIndex(addresses: readonly string[]): string {
	const parts = addresses.map((address) => element('sitemap', [element('loc', address)]));
	return document(element('sitemapindex', parts, { xmlns: namespaces.xmlns }));
}

function urlElement(url: string, addresses: SitemapPage['addresses']) {
	const others = addresses.map((each) =>
		element('xhtml:link', [], { rel: 'alternate', hreflang: each.language, href: each.url }),
	);
	return element('url', [element('loc', url), ...others]);
}
