import type { Language } from '../domain/languages.ts';

/** A page that exists in each language. */
export interface SitemapPage {
	readonly addresses: readonly { readonly language: Language; readonly url: string }[];
}

/** The sitemap of the site (sitemaps.org 0.9), each page with its other languages. */
export function sitemap(pages: readonly SitemapPage[]): string {
	const urls = pages.flatMap(({ addresses }) =>
		addresses.map(({ url }) => urlElement(url, addresses)),
	);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
		...urls,
		'</urlset>',
		'',
	].join('\n');
}

/** The index of the parts of a sitemap, each at its address. */
export function sitemapIndex(addresses: readonly string[]): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
		...addresses.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>`),
		'</sitemapindex>',
		'',
	].join('\n');
}

function urlElement(url: string, addresses: SitemapPage['addresses']): string {
	const others = addresses.map(
		(each) =>
			`<xhtml:link rel="alternate" hreflang="${escaped(each.language)}" href="${escaped(each.url)}"/>`,
	);
	return `<url><loc>${escaped(url)}</loc>${others.join('')}</url>`;
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
