import { z } from 'zod';
import { isLoopback } from '../src/domain/loopback.ts';
import { secondFactorRules } from '../src/domain/second-factor.ts';
import { parseRobot } from './channels/robots.ts';
import { parseWebhook } from './channels/webhooks.ts';

/** What a process of the portal does: everything, or one part of a portal that runs on several machines. */
const processRoles = ['all', 'publisher', 'web', 'worker'] as const;
export type ProcessRole = (typeof processRoles)[number];

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

const groupRobots = (exercise: boolean) =>
	z
		.string()
		.transform((text) =>
			text
				.split(/[\s,]+/)
				.filter(Boolean)
				.map((each) => parseRobot(each, exercise)),
		)
		.refine(
			(robots) => robots.every((robot) => robot !== undefined),
			'must be webhook addresses of WeCom, DingTalk or Feishu robots, separated by commas; a signing secret follows after #, and source:CODE@ or area:CODE@ may stand before each',
		)
		.transform((robots) => robots.filter((robot) => robot !== undefined));

const remoteRepository = z.string().refine((text) => {
	const url = URL.parse(text);
	if (!url || url.username || url.password || url.search || url.hash) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}, 'must be the https address of a git repository such as https://git.example.com/county/content.git, without a name or token in it (http only to this machine)');

const branchName = z
	.string()
	.regex(
		/^(?!.*(?:\.\.|\.lock$|\/\/))[\w][\w./-]*[\w]$/,
		'must be the name of a branch such as main',
	);

const signedWebhooks = (exercise: boolean) =>
	z
		.string()
		.transform((text) =>
			text
				.split(/[\s,]+/)
				.filter(Boolean)
				.map((each) => parseWebhook(each, exercise)),
		)
		.refine(
			(webhooks) => webhooks.every((webhook) => webhook !== undefined),
			'must be https addresses (http only on this machine), separated by commas, each with # and its signing secret: whsec_ and 24 to 64 random bytes in base64',
		)
		.transform((webhooks) => webhooks.filter((webhook) => webhook !== undefined));

const trustedProxies = z
	.string()
	.regex(/^(?:true|false|\d)$/, 'must be true, false, or the number of proxies in front')
	.transform((text) => (text === 'true' ? 1 : text === 'false' ? 0 : Number(text)));

const issuerAddress = z.string().refine((text) => {
	const { protocol, hostname = '' } = URL.parse(text) ?? {};
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}, 'must be the https address of the issuer (http only on this machine)');

/** The variables an operator may set, each checked by itself. */
export const environmentSchema = z.object({
	PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(4321),
	HOST: z.string().default('localhost'),
	METRICS_PORT: z.coerce.number('must be a port number').int().min(1).max(65_535).optional(),
	METRICS_HOST: z.string().default('localhost'),
	SITE_URL: origin.optional(),
	BASE_PATH: z
		.string()
		.regex(/^\/?(?:[\w.~-]+(?:\/[\w.~-]+)*)?\/?$/, 'must be a path such as /emergency')
		.transform((path) => path.replace(/^\/?(.+?)\/?$/, '/$1').replace(/^\/+$/, ''))
		.default(''),
	DATA_DIR: z.string().default('var'),
	CONTENT_REPO: z.string().optional(),
	CONTENT_REMOTE: remoteRepository.optional(),
	CONTENT_REMOTE_BRANCH: branchName.default('main'),
	CONTENT_REMOTE_USER: z
		.string()
		.regex(/^[^:\s]+$/, 'must be a name without a colon')
		.default('git'),
	CONTENT_REMOTE_TOKEN: z
		.string()
		.regex(/^[\x21-\x7e]+$/, 'must be a token without spaces')
		.optional(),
	DATABASE_URL: z
		.url({ protocol: /^postgres(?:ql)?$/, error: 'must begin with postgres://' })
		.optional(),
	RELEASE_COMMAND: z.string().optional(),
	ROLE: z.enum(processRoles, `must be one of: ${processRoles.join(', ')}`).default('all'),
	PUSH_EXTRA_ORIGINS: httpsOrigins.default([]),
	ROBOTS: groupRobots(false).default([]),
	EXERCISE_ROBOTS: groupRobots(true).default([]),
	WEBHOOKS: signedWebhooks(false).default([]),
	EXERCISE_WEBHOOKS: signedWebhooks(true).default([]),
	VAPID_SUBJECT: z
		.url({
			protocol: /^(?:mailto|https)$/,
			error: 'must be a mailto: or https: address (RFC 8292 §2.1)',
		})
		.optional(),
	WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
	TRUST_PROXY: trustedProxies.default(0),
	OIDC_ISSUER: issuerAddress.optional(),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
	REQUIRE_SECOND_FACTOR: z
		.enum(secondFactorRules, `must be one of: ${secondFactorRules.join(', ')}`)
		.default('none'),
});
