import { Hono } from 'hono';
import { languagePrefix, languageTags } from '../../src/domain/languages.ts';
import { ownAccountRoutes } from './own-account.ts';
import { accountRoutes } from './staff-accounts.ts';
import { auditRoutes } from './staff-audit.ts';
import { feedbackPageRoutes } from './staff-feedback.ts';
import { homeRoutes } from './staff-home.ts';
import type { StaffParts } from './staff-parts.ts';
import { signInRoutes } from './staff-sign-in.ts';
import { signOutRoutes } from './staff-sign-out.ts';
import { twoFactorRoutes } from './staff-two-factor.ts';
import { welcomeRoutes } from './staff-welcome.ts';

/** The pages of staff, in every language, as forms that work without JavaScript. Mounted at the root of the site. */
export function staffRoutes(parts: StaffParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = `${languagePrefix(language)}/staff`;
		routes.route(`${root}/`, homeRoutes(parts, language));
		routes.route(`${root}/sign-in/`, signInRoutes(parts, language));
		routes.route(`${root}/sign-out/`, signOutRoutes(parts, language));
		routes.route(`${root}/two-factor/`, twoFactorRoutes(parts, language));
		routes.route(`${root}/account/`, ownAccountRoutes(parts, language));
		routes.route(`${root}/welcome/`, welcomeRoutes(parts, language));
		routes.route(`${root}/accounts/`, accountRoutes(parts, language));
		routes.route(`${root}/audit/`, auditRoutes(parts, language));
		routes.route(`${root}/feedback/`, feedbackPageRoutes(parts, language));
	}
	return routes;
}
