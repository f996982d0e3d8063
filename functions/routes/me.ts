import { Hono } from 'hono';
import type { Auth } from '../auth/auth.ts';
import { requireStaff, type StaffEnv } from './guards.ts';

/** Who is signed in, as Decap wants to know it. Decap keeps the answer in the browser, so it holds no secret. */
export function meRoutes(auth: Auth): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.get('/', requireStaff(auth, 'read-staff'), (context) => {
		const { name, email } = context.get('staff');
		return context.json({ backendName: 'portal', login: email, name, email });
	});
	return routes;
}
