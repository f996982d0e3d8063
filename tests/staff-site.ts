import { Hono } from 'hono';
import { createAuth } from '../functions/auth/auth.ts';
import { createPasswords } from '../functions/auth/passwords.ts';
import { createSignInLimit } from '../functions/auth/sign-in-limit.ts';
import type { Config } from '../functions/config.ts';
import type { Logger } from '../functions/log.ts';
import { authRoutes } from '../functions/routes/auth.ts';
import { createPasswordTurns } from '../functions/routes/password-turns.ts';
import { giveWhatProofLeft } from '../functions/routes/prove-again.ts';
import type { ShowPage } from '../functions/routes/show.ts';
import { staffRoutes } from '../functions/routes/staff.ts';
import type { StaffParts } from '../functions/routes/staff-parts.ts';
import type { Store } from '../functions/store/store.ts';
import type { Role } from '../src/domain/roles.ts';
import type { Answer } from '../src/domain/site.ts';
import type { StaffPageData } from '../src/domain/staff-answers.ts';
import { someSettings } from './builders.ts';
import { aStaffMember, password } from './staff.ts';

/** What a page was asked to show. */
interface Shown extends Answer {
	readonly path: string;
}

/** Instead of a page, the values a page would be made of. */
export const showValues: ShowPage = async (_context, path, answer, status) =>
	Response.json({ path, ...answer }, { status, headers: { 'Cache-Control': 'no-store' } });

/** Nothing that waits for anybody. */
export const emptyOverview: Omit<StaffPageData, 'accounts' | 'link'> = {
	drafts: [],
	secondSignatures: [],
	publications: [],
	held: [],
	setAside: [],
	releases: [],
	pinned: false,
	alerts: [],
	refusingPushServices: [],
	backup: { state: 'none' },
	waitingReports: 0,
};

/** The parts of staff sign-in over a real store. */
export function staffParts(
	store: Store,
	{
		siteUrl = 'http://localhost:4321',
		basePath = '',
		oidc,
		requireSecondFactor = 'none',
		log = { error: () => undefined },
	}: Partial<StaffParts['config']> &
		Partial<Pick<Config, 'requireSecondFactor'>> & { readonly log?: Pick<Logger, 'error'> } = {},
): StaffParts {
	const config = { siteUrl, basePath, trustedProxies: 0, oidc, requireSecondFactor };
	const passwords = createPasswords();
	const secret = 'x7Vb2kQ9fLw4sTn8RzYc1pHd6mJe3gAu5oKi0vBhWqE';
	return {
		db: store.db,
		config,
		passwords,
		auth: createAuth({ db: store.db, engine: store.engine, config, secret, passwords, log }),
		signInLimit: createSignInLimit(),
		passwordTurns: createPasswordTurns(),
		overview: async () => emptyOverview,
		responses: () => [],
		settings: () => someSettings(),
		show: showValues,
		now: () => new Date(),
	};
}

/** Staff pages beside those that every test has. */
type MoreRoutes = (app: Hono) => void;

/** A browser that keeps cookies and shows what the page was asked to show. */
export function aBrowser(parts: StaffParts, addRoutes: MoreRoutes = () => undefined) {
	const app = new Hono();
	app.use(giveWhatProofLeft);
	app.route('/api/auth', authRoutes(parts));
	app.route('/', staffRoutes(parts));
	addRoutes(app);
	const jar = new Map<string, string>();

	const send = async (path: string, init: RequestInit) => {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const headers = { ...(cookie ? { cookie } : {}), origin: parts.config.siteUrl };
		const answer = await app.request(`${parts.config.siteUrl}${path}`, { ...init, headers });
		for (const set of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			if (value === '' || /max-age=0/i.test(set)) jar.delete(name);
			else jar.set(name, value);
		}
		return answer;
	};

	return {
		cookies: jar,
		get: (path: string) => send(path, {}),
		post: (path: string, fields: Readonly<Record<string, string>>) =>
			send(path, { method: 'POST', body: new URLSearchParams(fields) }),
		shown: async (answer: Response) => (await answer.json()) as Shown,
	};
}

/** A member of staff with an account and a browser. */
export async function aPerson(parts: StaffParts, roles: readonly Role[], addRoutes?: MoreRoutes) {
	const hash = await parts.passwords.hash(password);
	const staff = await aStaffMember(parts, { roles, passwordHash: hash });
	const browser = aBrowser(parts, addRoutes);
	const signIn = (fields = {}) =>
		browser.post('/staff/sign-in/', { email: staff.email, password, ...fields });
	return { staff, signIn, ...browser };
}
