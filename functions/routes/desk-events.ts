import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import type { DeskParts } from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer } from './problem-answer.ts';

/** Server-sent events: a desk hears at once that something was written. It says nothing of what. */
export function deskEventRoutes({ events }: Pick<DeskParts, 'events'>): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.get('/', async (context) => {
		const stream = await events.stream();
		if (!stream) return problemAnswer(context, 503, problem('too-many-desks'));
		return context.body(stream, 200, {
			'Content-Type': 'text/event-stream; charset=utf-8',
			'Cache-Control': 'no-store',
			// Nothing more comes on it, so that the portal need not wait for it when it ends.
			Connection: 'close',
			// nginx holds answers back otherwise.
			'X-Accel-Buffering': 'no',
		});
	});
	return routes;
}
