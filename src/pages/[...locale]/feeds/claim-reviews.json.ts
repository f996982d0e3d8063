import type { APIRoute } from 'astro';
import { notFound, viewOf } from '../../../layouts/view.ts';
import { pagePaths } from '../../../reading/folder-reading.ts';
import { claimReviews } from '../../../reading/site-feeds.ts';

export const getStaticPaths = pagePaths;

export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	if (!view) return notFound();
	return new Response(claimReviews(context.locals.reading, view), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};
