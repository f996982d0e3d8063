import { Hono } from 'hono';
import { deskAsideRoutes } from './desk-aside.ts';
import { deskBulkRoutes } from './desk-bulk.ts';
import { deskEventRoutes } from './desk-events.ts';
import { deskItemRoutes } from './desk-items.ts';
import { deskLockRoutes } from './desk-locks.ts';
import { deskLogRoutes } from './desk-log.ts';
import type { DeskParts } from './desk-parts.ts';
import { deskReplyRoutes } from './desk-replies.ts';
import { deskReportRoutes } from './desk-reports.ts';
import { deskResponseRoutes } from './desk-responses.ts';
import { deskStateRoutes } from './desk-state.ts';
import type { StaffEnv } from './guards.ts';

export type { DeskParts } from './desk-parts.ts';

/** The moderators' work: what came in, what it is grouped into, and what is said about it. */
export function deskRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.use(async (context, next) => {
		await next();
		if (context.req.method !== 'POST' || !context.res.ok) return;
		parts.onChanged();
		parts.events.wake();
	});
	routes.route('/', deskStateRoutes(parts));
	routes.route('/aside', deskAsideRoutes(parts));
	routes.route('/events', deskEventRoutes(parts));
	routes.route('/reports', deskReportRoutes(parts));
	routes.route('/items', deskItemRoutes(parts));
	routes.route('/items', deskResponseRoutes(parts));
	routes.route('/bulk', deskBulkRoutes(parts));
	routes.route('/locks', deskLockRoutes(parts));
	routes.route('/replies', deskReplyRoutes(parts));
	routes.route('/', deskLogRoutes(parts));
	return routes;
}
