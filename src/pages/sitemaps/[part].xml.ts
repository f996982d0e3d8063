import type { APIRoute } from 'astro';
import { languages } from '../../domain/languages.ts';
import { sitemap } from '../../feeds/sitemap.ts';
import { notFound, publicUrl } from '../../layouts/view.ts';
import { folderReading } from '../../reading/folder-reading.ts';
import { sitemapPages, sitemapParts } from '../../reading/sitemap-parts.ts';

export const getStaticPaths = async () =>
	sitemapParts(await folderReading()).map((part) => ({ params: { part } }));

/** One part of the sitemap: the pages of one month's notices, or all others. */
export const GET: APIRoute = ({ params, locals: { reading } }) => {
	const pages = sitemapPages(reading, params['part'] ?? '');
	if (pages.length === 0) return notFound();
	const addressed = pages.map((page) => ({
		addresses: languages.map(({ tag }) => ({
			language: tag,
			url: publicUrl(reading.siteUrl, tag, page),
		})),
	}));
	return new Response(sitemap(addressed), {
		headers: { 'Content-Type': 'application/xml; charset=utf-8' },
	});
};
