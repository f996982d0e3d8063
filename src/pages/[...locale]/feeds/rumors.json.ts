import type { APIRoute } from 'astro';
import { feedAnswer } from '../../../feeds/feed-answer.ts';
import { notFound, viewOf } from '../../../layouts/view.ts';
import { pagePaths } from '../../../reading/folder-reading.ts';
import { rumorFeed } from '../../../reading/site-feeds.ts';

export const getStaticPaths = pagePaths;

export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	return view ? feedAnswer(rumorFeed(context.locals.reading, view), 'json') : notFound();
};
