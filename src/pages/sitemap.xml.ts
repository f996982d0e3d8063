import type { APIRoute } from 'astro';
import { languagePrefix, languages } from '../domain/languages.ts';
import { sitemap } from '../feeds/sitemap.ts';
import { publicUrl } from '../layouts/view.ts';
import { sitePaths } from '../reading/paths.ts';

/** Pages that answer one person, and exercises, are nothing to find. */
const unlisted = /^\/(?:exercise|receipt)\//;

export const GET: APIRoute = ({ locals: { reading } }) => {
	const ownPrefixes = languages
		.map(({ tag }) => languagePrefix(tag))
		.filter((prefix) => prefix !== '');
	const pages = sitePaths(reading)
		.filter((path) => path.endsWith('/') && !unlisted.test(path))
		.filter((path) => !ownPrefixes.some((prefix) => path.startsWith(`${prefix}/`)))
		.map((path) => ({
			addresses: languages.map(({ tag }) => ({
				language: tag,
				url: publicUrl(reading.siteUrl, tag, path.slice(1)),
			})),
		}));
	return new Response(sitemap(pages), {
		headers: { 'Content-Type': 'application/xml; charset=utf-8' },
	});
};
