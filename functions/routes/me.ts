import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import type { Auth } from '../auth/auth.ts';
import { staffOf } from '../auth/staff.ts';
import { problemAnswer } from './problem-answer.ts';

/** Who is signed in, as Decap wants to know it. Decap keeps the answer in the browser, so it holds no secret. */
export function meRoutes(auth: Auth): Hono {
	const routes = new Hono();
	routes.get('/', async (context) => {
		const staff = await staffOf(auth, context.req.raw.headers);
		context.header('Cache-Control', 'no-store');
		if (!staff) return problemAnswer(context, 401, problem('sign-in-required'));
		return context.json({
			backendName: 'portal',
			login: staff.email,
			name: staff.name,
			email: staff.email,
		});
	});
	return routes;
}
