import { betterAuth } from 'better-auth';
import { admin, genericOAuth, twoFactor } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import type { Kysely } from 'kysely';
import { type Role, roles } from '../../src/domain/roles.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { auditLog } from '../store/audit.ts';
import type { Database, Engine } from '../store/database.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { fixedWords } from './library-log.ts';
import { type Passwords, passwordLength } from './passwords.ts';
import { proveAgainPlugin } from './prove-again.ts';

export interface AuthNeeds {
	readonly db: Kysely<Database>;
	readonly engine: Engine;
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'oidc' | 'requireSecondFactor'>;
	readonly secret: string;
	readonly passwords: Passwords;
	readonly log: Pick<Logger, 'error'>;
}

export type Auth = ReturnType<typeof createAuth>;

/** The header that carries the address of the connection; the routes overwrite whatever a client sends. */
export const addressHeader = 'x-mingbai-address';

/** The name under which staff sign in through the county's identity provider. */
export const oidcProvider = 'oidc';

/** The endpoint of the sign-in library that the provider sends staff back to. */
const wayBack = '/callback/:id';

const hours12 = 12 * 3600;

/** Sign-in of staff, and of whom it demands a second factor. Accounts are made by invitation only and changed by the actions only. */
export function createAuth(needs: AuthNeeds) {
	return { ...signInLibrary(needs), secondFactorRule: needs.config.requireSecondFactor };
}

function signInLibrary({ db, engine, config, secret, passwords, log }: AuthNeeds) {
	return betterAuth({
		appName: 'Mingbai',
		baseURL: config.siteUrl,
		basePath: `${config.basePath}/api/auth`,
		secret,
		database: { db, type: engine, transaction: true },
		trustedOrigins: [config.siteUrl],
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: passwordLength.min,
			maxPasswordLength: passwordLength.max,
			password: passwords,
		},
		// Whoever leaves a desk for half a day signs in again; whoever works stays in.
		session: {
			expiresIn: hours12,
			updateAge: 900,
			cookieCache: { enabled: false },
			additionalFields: { atProvider: { type: 'date', required: false, input: false } },
		},
		// No trusted providers: only an address that the provider has verified leads to an account here.
		account: { encryptOAuthTokens: true },
		databaseHooks: {
			session: {
				create: {
					// Where staff sit is of no use to the portal, so it is not kept.
					before: async (session, context) => {
						const began = context?.path === wayBack ? { atProvider: session.createdAt } : {};
						return { data: { ...session, ...began, ipAddress: '', userAgent: '' } };
					},
					// Runs after the commit: inside, the one connection of SQLite would wait for itself.
					after: (session, context) => recordSession(db, session, context?.path),
				},
			},
		},
		rateLimit: {
			enabled: true,
			storage: 'memory',
			window: 60,
			// A whole office shares one address.
			max: 120,
		},
		advanced: {
			...cookies(config.siteUrl),
			ipAddress: { ipAddressHeaders: [addressHeader] },
		},
		telemetry: { enabled: false },
		logger: {
			level: 'error',
			log: (_level, message) => log.error('sign-in library', { said: fixedWords(message) }),
		},
		plugins: [
			staffRoles(),
			proveAgainPlugin(),
			twoFactor({ issuer: issuerName(config.siteUrl) }),
			...oidc(config),
		],
	});
}

/** With a second factor, a password alone opens a session only in passing: better-auth ends it in the same request. */
async function recordSession(
	db: Kysely<Database>,
	{ userId, createdAt }: { userId: string; createdAt: Date },
	path: string | undefined,
): Promise<void> {
	const staff = await staffAccounts(db).find(userId);
	const isHalfWay = staff?.twoFactor === true && path === '/sign-in/email';
	await auditLog(db).append({
		at: createdAt,
		actor: userId,
		action: isHalfWay ? 'staff.password-accepted' : 'staff.session-started',
		subject: userId,
		details: {},
	});
}

/** `__Host-` binds a cookie to this host, against a page on a sister domain that sets one of the same name. */
function cookies(siteUrl: string) {
	const secure = siteUrl.startsWith('https:');
	return {
		// better-auth would put `__Secure-` before it, which binds less.
		useSecureCookies: false,
		cookiePrefix: secure ? '__Host-mingbai' : 'mingbai',
		defaultCookieAttributes: { httpOnly: true, path: '/', sameSite: 'lax', secure },
	} as const;
}

/** What an authenticator shows beside the code. */
function issuerName(siteUrl: string): string {
	return `Mingbai ${new URL(siteUrl).hostname}`;
}

/** The plugin keeps roles and bars disabled accounts; what a role may do is decided in `roles.ts` alone. */
function staffRoles() {
	const access = createAccessControl({});
	const role = access.newRole({});
	const known = Object.fromEntries(roles.map((name) => [name, role])) as Record<Role, typeof role>;
	return admin({ roles: known, defaultRole: '', adminRoles: [] });
}

function oidc({ oidc: provider }: Pick<Config, 'oidc'>) {
	if (!provider) return [];
	const { issuer, clientId, clientSecret } = provider;
	const discoveryUrl = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
	return [
		genericOAuth({
			config: [
				{
					providerId: oidcProvider,
					clientId,
					clientSecret,
					discoveryUrl,
					scopes: ['openid', 'email', 'profile'],
					pkce: true,
					requireIdTokenVerification: true,
					disableSignUp: true,
				},
			],
		}),
	];
}
