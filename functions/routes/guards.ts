import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { CmsBackend } from '../../src/domain/cms-backend.ts';
import { inlineScriptHashes, inlineStyleHash } from '../../src/domain/inline-hashes.ts';
import { languagePrefix, languages } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { selfCheckPage, selfCheckPolicy } from '../../src/domain/self-check-policy.ts';
import type { Auth } from '../auth/auth.ts';
import { can, type StaffAction } from '../auth/roles.ts';
import { anyStaffSession, type StaffMember } from '../auth/staff.ts';
import { problemAnswer } from './problem-answer.ts';

/** What routes behind `requireStaff` find in their context. */
export type StaffEnv = { Variables: { staff: StaffMember } };

/** Lets through who is signed in and may do this; answers as JSON otherwise. */
export function requireStaff(auth: Auth, action: StaffAction): MiddlewareHandler<StaffEnv> {
	return async (context, next) => {
		const session = await anyStaffSession(auth, context.req.raw.headers);
		context.header('Cache-Control', 'no-store');
		if (!session) return problemAnswer(context, 401, problem('sign-in-required'));
		const { staff, cookies } = session;
		if (session.lacksSecondFactor)
			return problemAnswer(context, 403, problem('second-factor-required'));
		if (!can(staff.roles, action)) return problemAnswer(context, 403, problem('not-allowed'));
		context.set('staff', staff);
		await next();
		for (const cookie of cookies) context.res.headers.append('Set-Cookie', cookie);
		return undefined;
	};
}

const readingMethods = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses what another site makes a browser send. Programs send neither header and carry no cookies by themselves. */
export function sameOrigin(siteUrl: string): MiddlewareHandler {
	return async (context, next) => {
		if (readingMethods.includes(context.req.method) || isFromHere(context, siteUrl)) return next();
		return problemAnswer(context, 403, problem('other-site'));
	};
}

/** `Sec-Fetch-Site` cannot be forged by a page, but is not sent over plain HTTP nor by older WebViews. */
function isFromHere(context: Context, siteUrl: string): boolean {
	const site = context.req.header('sec-fetch-site');
	if (site !== undefined) return site === 'same-origin' || site === 'none';
	const origin = context.req.header('origin');
	if (origin === undefined || origin === siteUrl) return true;
	// `null` is the origin of a page that hides its own.
	const { host } = URL.parse(origin) ?? {};
	return host !== undefined && host === context.req.header('host');
}

/** Demands JSON where JSON is read: a form on another site cannot send it without asking first. */
export const jsonOnly: MiddlewareHandler = async (context, next) => {
	const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (readingMethods.includes(context.req.method) || type === 'application/json') return next();
	return problemAnswer(context, 415, problem('json-expected'));
};

/** Refuses bodies that are larger than the route has a use for. */
export function limitBody(
	maxBytes: number,
	refuse: (context: Context) => Response | Promise<Response> = tooLarge(maxBytes),
): MiddlewareHandler {
	const counted = bodyLimit({ maxSize: maxBytes, onError: refuse });
	return async (context, next) => {
		const { headers, bodyUsed } = context.req.raw;
		// A guard before this one has read the body, and it is kept.
		if (bodyUsed)
			return (await context.req.arrayBuffer()).byteLength > maxBytes ? refuse(context) : next();
		const length = headers.get('content-length');
		// The HTTP parser lets nothing through beyond the length that is told; only without one must it be counted.
		if (length === null || headers.has('transfer-encoding')) return counted(context, next);
		return Number(length) > maxBytes ? refuse(context) : next();
	};
}

function tooLarge(maxBytes: number) {
	const kilobytes = Math.floor(maxBytes / 1024);
	return (context: Context) => problemAnswer(context, 413, problem('too-large', '', { kilobytes }));
}

/** What decides over the headers of every answer. */
export interface HeaderRules {
	readonly siteUrl: string;
	readonly basePath: string;
	readonly cms: CmsBackend;
}

/** Headers for every answer; a route that sets its own policy keeps it. */
export function securityHeaders(rules: HeaderRules): MiddlewareHandler {
	return async (context, next) => {
		await next();
		const { headers } = context.res;
		const { [policyHeader]: policy, ...rest } = headersFor(context.req.path, rules);
		for (const [name, value] of Object.entries(rest)) headers.set(name, value);
		if (!headers.has(policyHeader)) headers.set(policyHeader, policy);
	};
}

const policyHeader = 'Content-Security-Policy';

/** The security headers of a path, given with the base path. */
export function headersFor(
	requested: string,
	{ siteUrl, basePath, cms }: HeaderRules,
): Readonly<Record<string, string>> & { readonly [policyHeader]: string } {
	const path = requested.slice(basePath.length);
	return {
		...always,
		...(cms.signsInByPopup && isAdmin(path) && ofPopups),
		...(/^(?:\/[a-z]{2})?\/link\//.test(path) && ofLinks),
		// Its pages say so themselves; a CAP message, which is no page, cannot.
		...(/^(?:\/[a-z]{2})?\/exercise\//.test(path) && { 'X-Robots-Tag': 'noindex' }),
		// Without includeSubDomains: sister sites under the same domain are not ours to decide for.
		...(siteUrl.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
		[policyHeader]: policyFor(path, cms.origins),
	};
}

const always = {
	'X-Content-Type-Options': 'nosniff',
	// Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Permissions-Policy':
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
} as const;

const ofPopups = { 'Cross-Origin-Opener-Policy': 'same-origin-allow-popups' } as const;

/** The address of a signed link is its secret: no site, not even this one, is told it as the page somebody comes from. */
const ofLinks = {
	// Not `no-referrer`, for the same reason as above.
	'Referrer-Policy': 'strict-origin',
	'X-Robots-Tag': 'noindex, nofollow, noarchive',
} as const;

/** Everything from this site and nothing else; of inline code only what tells a page's age and end, and the style of the emergency pack. */
const sitePolicy = policy({
	'default-src': "'none'",
	'script-src': `'self' ${inlineScriptHashes.join(' ')}`,
	'style-src': `'self' ${inlineStyleHash}`,
	'img-src': "'self' data:",
	'connect-src': "'self'",
	'font-src': "'self'",
	'media-src': "'self'",
	'manifest-src': "'self'",
	'worker-src': "'self'",
	'form-action': "'self'",
	'base-uri': "'none'",
	'frame-ancestors': "'none'",
});

/** Pagefind runs its search in WebAssembly. */
const searchPolicy = sitePolicy.replace(
	"script-src 'self'",
	"script-src 'self' 'wasm-unsafe-eval'",
);

/** Decap compiles its checks with `eval`, writes styles as it runs, and previews in a frame; it may speak with one Git host. */
const adminPolicy = (origins: readonly string[]) =>
	policy({
		'default-src': "'none'",
		'script-src': "'self' 'unsafe-eval'",
		'style-src': "'self' 'unsafe-inline'",
		'connect-src': ["'self' blob:", ...origins].join(' '),
		'img-src': "'self' data: blob:",
		'font-src': "'self' data:",
		'media-src': "'self'",
		'frame-src': "'self' blob:",
		'worker-src': "'self' blob:",
		'form-action': "'self'",
		'base-uri': "'none'",
		'frame-ancestors': "'self'",
	});

/** The content security policy of a path of the site, given without the base path, and of the Git host that the editor uses. */
export function policyFor(path: string, cmsOrigins: readonly string[] = []): string {
	if (isAdmin(path)) return adminPolicy(cmsOrigins);
	if (selfCheckPaths.includes(path)) return `${selfCheckPolicy}; frame-ancestors 'none'`;
	return searchPaths.some((search) => path.startsWith(search)) ? searchPolicy : sitePolicy;
}

function isAdmin(path: string): boolean {
	return path === '/admin' || path.startsWith('/admin/');
}

const selfCheckPaths = languages.map(({ tag }) => `${languagePrefix(tag)}/${selfCheckPage}`);

const searchPaths = languages.map(({ path }) => (path === '' ? '/search/' : `/${path}/search/`));

function policy(directives: Readonly<Record<string, string>>): string {
	return Object.entries(directives)
		.map(([name, sources]) => `${name} ${sources}`)
		.join('; ');
}
