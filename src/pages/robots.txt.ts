import type { APIRoute } from 'astro';
import { defaultLanguage } from '../domain/languages.ts';
import { href, publicUrl } from '../layouts/view.ts';

/** What is of one person or of staff is nothing to find (RFC 9309). */
const closed = ['admin/', 'api/', 'desk/', 'link/', 'preview/', 'receipt/', 'staff/'];

/** What search engines may look at, and where they find all of it. */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const lines = [
		'User-agent: *',
		...closed.map((path) => `Disallow: ${href(`/${path}`)}`),
		`Sitemap: ${publicUrl(reading.siteUrl, defaultLanguage, 'sitemap.xml')}`,
	];
	return new Response(`${lines.join('\n')}\n`, {
		headers: { 'Content-Type': 'text/plain; charset=utf-8' },
	});
};
