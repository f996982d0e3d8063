import { Hono } from 'hono';
import type { Language } from '../../src/domain/languages.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** `/staff/sign-out/`: ends the session. */
export function signOutRoutes({ auth, config }: StaffParts, language: Language): Hono {
	const routes = new Hono();
	routes.post('/', async (context) => {
		const { headers } = context.req.raw;
		const answer = await auth.api.signOut({ headers, asResponse: true });
		return seeOther(config, staffPath(language, 'sign-in/'), answer.headers.getSetCookie());
	});
	return routes;
}
