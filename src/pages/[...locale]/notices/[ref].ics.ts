import type { APIRoute } from 'astro';
import { notFound, viewOf } from '../../../layouts/view.ts';
import { namedPaths } from '../../../reading/folder-reading.ts';
import { calendarAnswer, noticeCalendar } from '../../../reading/site-calendar.ts';
import { entryRefs } from '../../../reading/site-pages.ts';

export const getStaticPaths = () =>
	namedPaths('ref', (reading) =>
		entryRefs(reading, 'notices').filter((ref) => reading.hasSessions(ref)),
	);

/** The dated things of a notice. */
export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	const body = view && noticeCalendar(context.locals.reading, view, context.params['ref'] ?? '');
	return body ? calendarAnswer(body) : notFound();
};
