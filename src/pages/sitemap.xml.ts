import type { APIRoute } from 'astro';
import { defaultLanguage } from '../domain/languages.ts';
import { sitemapIndex } from '../feeds/sitemap.ts';
import { publicUrl } from '../layouts/view.ts';
import { sitemapParts } from '../reading/sitemap-parts.ts';

/** An archive of years is more than one sitemap may hold (50,000 addresses), and only one month of it changes. */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const addresses = sitemapParts(reading).map((part) =>
		publicUrl(reading.siteUrl, defaultLanguage, `sitemaps/${part}.xml`),
	);
	return new Response(sitemapIndex(addresses), {
		headers: { 'Content-Type': 'application/xml; charset=utf-8' },
	});
};
