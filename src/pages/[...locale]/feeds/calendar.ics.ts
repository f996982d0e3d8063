import type { APIRoute } from 'astro';
import { notFound, viewOf } from '../../../layouts/view.ts';
import { pagePaths } from '../../../reading/folder-reading.ts';
import { calendarAnswer, siteCalendar } from '../../../reading/site-calendar.ts';

export const getStaticPaths = pagePaths;

export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	return view ? calendarAnswer(siteCalendar(context.locals.reading, view)) : notFound();
};
