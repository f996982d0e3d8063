import { Hono } from 'hono';
import { z } from 'zod';
import { record } from '../actions/desk-parts.ts';
import { actParts, badRequest, bodyOf, type DeskParts } from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';

const subject = z.string().regex(/^(?:report|item)\/.{1,120}$/);
const holdBody = z.object({ subject, takeOver: z.boolean().default(false) });

/** Who works on what: held for five minutes, as long as the browser says each minute that somebody is there. */
export function deskLockRoutes(parts: DeskParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();

	routes.post('/', async (context) => {
		const body = await bodyOf(context, holdBody);
		if (!body) return badRequest(context);
		const about = actParts(parts, context);
		const { by, at } = about.acting;
		const before = body.takeOver
			? await parts.deskLocks.heldByOther(body.subject, by.id, at)
			: undefined;
		const lock = await parts.deskLocks.hold({ subject: body.subject, by }, at, body.takeOver);
		if (before) await record(about, 'desk.taken-over', body.subject, { from: before.by.name });
		return context.json({ ...lock, mine: lock.by.id === by.id });
	});

	routes.post('/release', async (context) => {
		const body = await bodyOf(context, z.object({ subject }));
		if (!body) return badRequest(context);
		await parts.deskLocks.release(body.subject, context.get('staff').id);
		return context.json({});
	});

	return routes;
}
