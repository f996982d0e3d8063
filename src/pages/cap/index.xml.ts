import type { APIRoute } from 'astro';
import { capFeed } from '../../reading/site-feeds.ts';

/** The CAP messages of the newest notices. */
export const GET: APIRoute = ({ locals: { reading } }) =>
	new Response(capFeed(reading, undefined), {
		headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
	});
