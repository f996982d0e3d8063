import { type Context, Hono } from 'hono';
import type { Language } from '../../src/domain/languages.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { StaffPageData } from '../../src/domain/staff-answers.ts';
import { can } from '../auth/roles.ts';
import { type StaffMember, staffSession } from '../auth/staff.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { clientAddress } from './client-address.ts';
import { meOf } from './prove-again.ts';
import { seeOther, staffPath, withNext } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** `/staff/`: what waits for somebody, and for administrators the accounts. */
export function homeRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();
	routes.get('/', async (context) => {
		const session = await staffSession(parts.auth, context.req.raw.headers);
		if (!session) return toSignIn(parts, language, staffPath(language, ''));
		const { config, signInLimit } = parts;
		signInLimit.seen(clientAddress(context, config.trustedProxies), session.staff.email);
		const answer = await showHome(parts, context, { language, staff: session.staff });
		for (const cookie of session.cookies) answer.headers.append('Set-Cookie', cookie);
		return answer;
	});
	return routes;
}

/** Asks who is not signed in to sign in, and comes back to the page that was asked for. */
export function toSignIn({ config }: StaffParts, language: Language, next: string): Response {
	return seeOther(config, withNext(staffPath(language, 'sign-in/'), next));
}

export interface HomeAnswer {
	readonly language: Language;
	readonly staff: StaffMember;
	readonly status?: number;
	readonly problems?: readonly Problem[];
	readonly values?: Readonly<Record<string, string>>;
	readonly link?: NonNullable<StaffPageData['link']>;
}

/** Shows the staff page, also as the answer to a form on it. */
export async function showHome(
	{ db, now, overview, show }: StaffParts,
	context: Context,
	{ language, staff, status = 200, problems = [], values = {}, link }: HomeAnswer,
): Promise<Response> {
	const accounts = can(staff.roles, 'manage-staff') ? await staffAccounts(db).list() : [];
	const data: StaffPageData = {
		...(await overview(language)),
		accounts,
		...(link ? { link } : {}),
	};
	const me = meOf(staff, now());
	return show(context, staffPath(language, ''), { values, problems, me, data }, status);
}
