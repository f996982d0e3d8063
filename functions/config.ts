import { join, resolve } from 'node:path';
import { z } from 'zod';

/** What a process of the portal does: everything, or one part of a portal that runs on several machines. */
export const processRoles = ['all', 'publisher', 'web', 'worker'] as const;
export type ProcessRole = (typeof processRoles)[number];

/** An identity provider of the county, for staff who have an account there. */
export interface OidcConfig {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** Everything the operator decides outside content, checked. */
export interface Config {
	readonly port: number;
	readonly host: string;
	/** The origin of the site, without a path: `https://www.example.gov.cn`. */
	readonly siteUrl: string;
	/** The path the site is served under: empty, or `/column` without a slash at the end. */
	readonly basePath: string;
	readonly dataDir: string;
	readonly contentRepo: string;
	readonly databaseUrl: string | undefined;
	readonly role: ProcessRole;
	readonly pushExtraOrigins: readonly string[];
	readonly vapidSubject: string | undefined;
	readonly webhookSecret: string | undefined;
	/** How many proxies in front add an address to `X-Forwarded-For`; 0 believes no header. */
	readonly trustedProxies: number;
	readonly oidc: OidcConfig | undefined;
}

/** What is wrong with one variable, in the operator's terms. */
export interface ConfigProblem {
	readonly variable: string;
	readonly message: string;
}

/** Reads the environment as a whole, so that an operator sees every fault at once. */
export function readConfig(
	env: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: readonly ConfigProblem[] } {
	const given = withoutBlanks(env);
	const parsed = fields.safeParse(given);
	const problems = relationProblems(given);
	if (parsed.success && problems.length === 0) return { config: toConfig(parsed.data) };
	const faults = (parsed.error?.issues ?? []).map(({ path, message }) => ({
		variable: String(path[0] ?? ''),
		message,
	}));
	return { problems: [...faults, ...problems] };
}

/** A line such as `DATABASE_URL=` in a file of variables means that it is not set. */
function withoutBlanks(
	env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

function isOrigin(text: string, protocols: readonly string[]): boolean {
	const url = URL.parse(text);
	return (
		url !== null &&
		protocols.includes(url.protocol) &&
		[url.origin, `${url.origin}/`].includes(text)
	);
}

const origin = z
	.string()
	.refine(
		(text) => isOrigin(text, ['http:', 'https:']),
		'must be an origin in lower case such as https://www.example.gov.cn; a path belongs into BASE_PATH',
	)
	.transform((text) => new URL(text).origin);

const httpsOrigins = z
	.string()
	.transform((text) =>
		text
			.split(',')
			.map((part) => part.trim())
			.filter(Boolean),
	)
	.refine(
		(origins) => origins.every((each) => isOrigin(each, ['https:'])),
		'must be https origins separated by commas, such as https://push.example.com',
	)
	.transform((origins) => origins.map((each) => new URL(each).origin));

const trustedProxies = z
	.string()
	.regex(/^(?:true|false|\d)$/, 'must be true, false, or the number of proxies in front')
	.transform((text) => (text === 'true' ? 1 : text === 'false' ? 0 : Number(text)));

const fields = z.object({
	PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(4321),
	HOST: z.string().default('localhost'),
	SITE_URL: origin.optional(),
	BASE_PATH: z
		.string()
		.regex(/^\/?(?:[\w.~-]+(?:\/[\w.~-]+)*)?\/?$/, 'must be a path such as /emergency')
		.transform((path) => path.replace(/^\/?(.+?)\/?$/, '/$1').replace(/^\/+$/, ''))
		.default(''),
	DATA_DIR: z.string().default('var'),
	CONTENT_REPO: z.string().optional(),
	DATABASE_URL: z
		.url({ protocol: /^postgres(?:ql)?$/, error: 'must begin with postgres://' })
		.optional(),
	ROLE: z.enum(processRoles, `must be one of: ${processRoles.join(', ')}`).default('all'),
	PUSH_EXTRA_ORIGINS: httpsOrigins.default([]),
	VAPID_SUBJECT: z
		.url({
			protocol: /^(?:mailto|https)$/,
			error: 'must be a mailto: or https: address (RFC 8292 §2.1)',
		})
		.optional(),
	WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
	TRUST_PROXY: trustedProxies.default(0),
	OIDC_ISSUER: z
		.url({ protocol: /^https?$/, error: 'must be the address of the issuer' })
		.optional(),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
});

/** Checked apart from the single fields, so that a fault there hides none here. */
function relationProblems(env: Readonly<Record<string, string | undefined>>): ConfigProblem[] {
	const problems: ConfigProblem[] = [];
	if ((env.ROLE === 'web' || env.ROLE === 'worker') && !env.DATABASE_URL) {
		const message = `is needed with ROLE=${env.ROLE}: several processes share one PostgreSQL`;
		problems.push({ variable: 'DATABASE_URL', message });
	}
	const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
	const missing = oidc.filter((name) => !env[name]);
	if (missing.length === oidc.length) return problems;
	const message = 'is needed with the other OIDC_ variables';
	return [...problems, ...missing.map((variable) => ({ variable, message }))];
}

function toConfig(env: z.output<typeof fields>): Config {
	const dataDir = resolve(env.DATA_DIR);
	return {
		port: env.PORT,
		host: env.HOST,
		siteUrl: env.SITE_URL ?? `http://localhost:${env.PORT}`,
		basePath: env.BASE_PATH,
		dataDir,
		contentRepo: env.CONTENT_REPO ? resolve(env.CONTENT_REPO) : join(dataDir, 'content.git'),
		databaseUrl: env.DATABASE_URL,
		role: env.ROLE,
		pushExtraOrigins: env.PUSH_EXTRA_ORIGINS,
		vapidSubject: env.VAPID_SUBJECT,
		webhookSecret: env.WEBHOOK_SECRET,
		trustedProxies: env.TRUST_PROXY,
		oidc: oidcOf(env),
	};
}

function oidcOf(env: z.output<typeof fields>): OidcConfig | undefined {
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
	return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
}
