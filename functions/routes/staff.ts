import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import type { StaffPageData } from '../../src/domain/answers.ts';
import { type Language, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import type { Auth } from '../auth/auth.ts';
import type { Passwords } from '../auth/passwords.ts';
import type { SignInLimit } from '../auth/sign-in-limit.ts';
import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import { limitBody } from './guards.ts';
import type { ShowPage } from './show.ts';
import { accountRoutes } from './staff-accounts.ts';
import { homeRoutes } from './staff-home.ts';
import { signInRoutes } from './staff-sign-in.ts';
import { signOutRoutes } from './staff-sign-out.ts';
import { twoFactorRoutes } from './staff-two-factor.ts';
import { welcomeRoutes } from './staff-welcome.ts';

/** What the staff pages show beside accounts. */
export type StaffOverview = Omit<StaffPageData, 'accounts' | 'link'>;

export interface StaffParts {
	readonly auth: Auth;
	readonly db: Kysely<Database>;
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'trustedProxies' | 'oidc'>;
	readonly passwords: Passwords;
	readonly signInLimit: SignInLimit;
	readonly overview: (language: Language) => Promise<StaffOverview>;
	readonly show: ShowPage;
	readonly now: () => Date;
}

/** The pages of staff, in every language, as forms that work without JavaScript. Mounted at the root of the site. */
export function staffRoutes(parts: StaffParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = `${languagePrefix(language)}/staff`;
		routes.use(`${root}/*`, limitBody(32 * 1024));
		routes.route(`${root}/`, homeRoutes(parts, language));
		routes.route(`${root}/sign-in/`, signInRoutes(parts, language));
		routes.route(`${root}/sign-out/`, signOutRoutes(parts, language));
		routes.route(`${root}/two-factor/`, twoFactorRoutes(parts, language));
		routes.route(`${root}/welcome/`, welcomeRoutes(parts, language));
		routes.route(`${root}/accounts/`, accountRoutes(parts, language));
	}
	return routes;
}
