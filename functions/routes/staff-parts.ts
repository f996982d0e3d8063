import type { Kysely } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { StaffPageData } from '../../src/domain/staff-answers.ts';
import type { Auth } from '../auth/auth.ts';
import type { Passwords } from '../auth/passwords.ts';
import type { SignInLimit } from '../auth/sign-in-limit.ts';
import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import type { PasswordTurns } from './password-turns.ts';
import type { ShowPage } from './show.ts';

/** What the staff pages show beside accounts. */
export type StaffOverview = Omit<StaffPageData, 'accounts' | 'link'>;

export interface StaffParts {
	readonly auth: Auth;
	readonly db: Kysely<Database>;
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'trustedProxies' | 'oidc'>;
	readonly passwords: Passwords;
	readonly signInLimit: SignInLimit;
	readonly passwordTurns: PasswordTurns;
	readonly overview: (language: Language) => Promise<StaffOverview>;
	/** What is published about the rumor desk's items. */
	readonly responses: () => readonly PublishedResponse[];
	readonly settings: () => Settings;
	readonly show: ShowPage;
	readonly now: () => Date;
}
