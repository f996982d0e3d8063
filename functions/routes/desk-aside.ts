import { Hono } from 'hono';
import type { Report } from '../store/reports.ts';
import type { DeskParts } from './desk-parts.ts';
import { readingPlace, writtenPlace } from './desk-state.ts';
import type { StaffEnv } from './guards.ts';
import { shownReport } from './shown-reports.ts';

/** Rows of one answer: more than anybody reads through at once. */
const pageLength = 500;

/** What was marked as spam or discarded: it waits here until its time is over, and can go back. */
export function deskAsideRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.get('/', async (context) => {
		const after = readingPlace.safeParse(context.req.query('after')).data;
		const { rows, next } = await parts.setAside.page(after, pageLength);
		return context.json({
			reports: rows.map(asideReport),
			...(next ? { next: writtenPlace(next) } : {}),
		});
	});
	return routes;
}

function asideReport(report: Report): object {
	const { state, deleteAfter } = report;
	return { ...shownReport(report), aside: state, deleteAfter };
}
