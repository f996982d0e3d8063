import type { APIRoute } from 'astro';
import { notFound } from '../../../layouts/view.ts';
import { feedPart, feedParts } from '../../../reading/feed-parts.ts';
import { folderReading } from '../../../reading/folder-reading.ts';
import { capFeed } from '../../../reading/site-feeds.ts';

export const getStaticPaths = async () => {
	const { settings } = await folderReading();
	return feedParts(settings).map(({ folder, code }) => ({ params: { part: folder, code } }));
};

/** The CAP messages of the newest notices of one area or topic. */
export const GET: APIRoute = ({ params, locals: { reading } }) => {
	const part = feedPart(reading.settings, params);
	if (!part) return notFound();
	return new Response(capFeed(reading, part), {
		headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
	});
};
