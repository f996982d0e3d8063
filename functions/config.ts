import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { type CmsBackend, readCmsBackend } from '../src/domain/cms-backend.ts';
import type { SecondFactorRule } from '../src/domain/second-factor.ts';
import type { Robot } from './channels/robots.ts';
import type { Webhook } from './channels/webhooks.ts';
import { environmentSchema, type ProcessRole } from './config.schema.ts';
import { portProblems } from './config-ports.ts';

/** An identity provider of the county, for staff who have an account there. */
interface OidcConfig {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
}

/** A branch on a Git host that content goes to and comes from. */
export interface ContentRemote {
	/** The address of the repository, without a secret in it. */
	readonly url: string;
	readonly branch: string;
	readonly user: string;
	readonly token: string | undefined;
}

/** Everything the operator decides outside content, checked. */
export interface Config {
	readonly port: number;
	readonly host: string;
	/** Where a monitoring system asks for figures; nowhere unless it is said. */
	readonly metrics: { readonly port: number; readonly host: string } | undefined;
	/** The origin of the site, without a path: `https://www.example.gov.cn`. */
	readonly siteUrl: string;
	/** The path the site is served under: empty, or `/column` without a slash at the end. */
	readonly basePath: string;
	readonly dataDir: string;
	readonly contentRepo: string;
	readonly contentRemote: ContentRemote | undefined;
	readonly databaseUrl: string | undefined;
	readonly role: ProcessRole;
	/** What a shell runs after each release, such as a copy to other machines. */
	readonly releaseCommand: string | undefined;
	readonly pushExtraOrigins: readonly string[];
	/** Group robots that are told what is announced, or exercised. Their addresses are secrets. */
	readonly robots: readonly Robot[];
	/** Other systems that are told the same. */
	readonly webhooks: readonly Webhook[];
	readonly vapidSubject: string | undefined;
	readonly webhookSecret: string | undefined;
	/** How many proxies in front add an address to `X-Forwarded-For`; 0 believes no header. */
	readonly trustedProxies: number;
	/** Where the editor keeps what is written, as the renderer was built for it. */
	readonly cms: CmsBackend;
	readonly oidc: OidcConfig | undefined;
	/** Of whom a second factor is demanded. */
	readonly requireSecondFactor: SecondFactorRule;
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
	const parsed = environmentSchema.safeParse(given);
	const cms = readCmsBackend(given);
	const problems = [...relationProblems(given), ...portProblems(given)];
	if (parsed.success && 'backend' in cms && problems.length === 0)
		return { config: toConfig(parsed.data, cms.backend) };
	const faults = (parsed.error?.issues ?? []).map(({ path, message }) => ({
		variable: String(path[0] ?? ''),
		message,
	}));
	return { problems: [...faults, ...problems, ...('problems' in cms ? cms.problems : [])] };
}

/** A line such as `DATABASE_URL=` in a file of variables means that it is not set. */
export function withoutBlanks(
	env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

/** Checked apart from the single fields, so that a fault there hides none here. */
function relationProblems(env: Readonly<Record<string, string | undefined>>): ConfigProblem[] {
	const problems: ConfigProblem[] = [];
	if (['publisher', 'web', 'worker'].includes(env.ROLE ?? '') && !env.DATABASE_URL) {
		const message = `is needed with ROLE=${env.ROLE}: several processes share one PostgreSQL`;
		problems.push({ variable: 'DATABASE_URL', message });
	}
	for (const [real, exercise] of [
		['ROBOTS', 'EXERCISE_ROBOTS'],
		['WEBHOOKS', 'EXERCISE_WEBHOOKS'],
	] as const) {
		const both = addressesIn(env[exercise]).filter((each) => addressesIn(env[real]).includes(each));
		const message = `names an address that is in ${real} too: it hears exercises or the real thing`;
		if (both.length > 0) problems.push({ variable: exercise, message });
	}
	if (env.CONTENT_REMOTE_TOKEN && !env.CONTENT_REMOTE) {
		const message =
			'is needed with CONTENT_REMOTE_TOKEN: it says which repository the token is for';
		problems.push({ variable: 'CONTENT_REMOTE', message });
	}
	const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
	const missing = oidc.filter((name) => !env[name]);
	if (missing.length === oidc.length) return problems;
	const message = 'is needed with the other OIDC_ variables';
	return [...problems, ...missing.map((variable) => ({ variable, message }))];
}

function addressesIn(channels: string | undefined): readonly string[] {
	return (channels ?? '').split(/[\s,]+/).flatMap((each) => each.replace(/#.*$/, '') || []);
}

function toConfig(env: z.output<typeof environmentSchema>, cms: CmsBackend): Config {
	const dataDir = resolve(env.DATA_DIR);
	return {
		port: env.PORT,
		host: env.HOST,
		metrics: env.METRICS_PORT ? { port: env.METRICS_PORT, host: env.METRICS_HOST } : undefined,
		siteUrl: env.SITE_URL ?? `http://localhost:${env.PORT}`,
		basePath: env.BASE_PATH,
		dataDir,
		contentRepo: env.CONTENT_REPO ? resolve(env.CONTENT_REPO) : join(dataDir, 'content.git'),
		contentRemote: remoteOf(env),
		databaseUrl: env.DATABASE_URL,
		role: env.ROLE,
		releaseCommand: env.RELEASE_COMMAND,
		pushExtraOrigins: env.PUSH_EXTRA_ORIGINS,
		robots: [...env.ROBOTS, ...env.EXERCISE_ROBOTS],
		webhooks: [...env.WEBHOOKS, ...env.EXERCISE_WEBHOOKS],
		vapidSubject: env.VAPID_SUBJECT,
		webhookSecret: env.WEBHOOK_SECRET,
		trustedProxies: env.TRUST_PROXY,
		cms,
		oidc: oidcOf(env),
		requireSecondFactor: env.REQUIRE_SECOND_FACTOR,
	};
}

function remoteOf(env: z.output<typeof environmentSchema>): ContentRemote | undefined {
	if (!env.CONTENT_REMOTE) return undefined;
	return {
		url: env.CONTENT_REMOTE.replace(/\/+$/, ''),
		branch: env.CONTENT_REMOTE_BRANCH,
		user: env.CONTENT_REMOTE_USER,
		token: env.CONTENT_REMOTE_TOKEN,
	};
}

function oidcOf(env: z.output<typeof environmentSchema>): OidcConfig | undefined {
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
	return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined;
}
