import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { type CmsBackend, portalBackend, readCmsBackend } from '../../src/domain/cms-backend.ts';
import type { Role } from '../../src/domain/roles.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import {
	jsonOnly,
	limitBody,
	policyFor,
	requireStaff,
	type StaffEnv,
	sameOrigin,
	securityHeaders,
} from './guards.ts';
import { wellFormed } from './problem-answer.ts';
import type { StaffParts } from './staff-parts.ts';

describe('requireStaff', () => {
	const store = freshSqlite();
	async function visit(roles: readonly Role[], { remaining }: { remaining?: number } = {}) {
		const parts = staffParts(store());
		const person = await aPerson(parts, roles);
		await person.signIn();
		if (remaining !== undefined) await shorten(parts, person.staff.id, remaining);
		const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const app = new Hono<StaffEnv>()
			.use(requireStaff(parts.auth, 'triage'))
			.get('/', (context) => context.text(context.get('staff').id));
		return { app, cookie, staff: person.staff };
	}

	test('tells the route who is signed in', async () => {
		const { app, cookie, staff } = await visit(['moderator']);
		const answer = await app.request('/', { headers: { cookie } });
		expect(await answer.text()).toBe(staff.id);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	});

	test('renews the cookie of a session that is used', async () => {
		const { app, cookie } = await visit(['moderator'], { remaining: 3_600_000 });
		const answer = await app.request('/', { headers: { cookie } });
		expect(answer.headers.get('set-cookie')).toContain('Max-Age=43200');
	});

	test('refuses who is not signed in, and who may not', async () => {
		const { app, cookie } = await visit(['editor', 'publisher', 'admin']);
		expect((await app.request('/')).status).toBe(401);
		expect((await app.request('/', { headers: { cookie } })).status).toBe(403);
	});
});

async function shorten({ auth }: StaffParts, userId: string, remaining: number): Promise<void> {
	const { internalAdapter } = await auth.$context;
	const [session] = await internalAdapter.listSessions(userId);
	const expiresAt = new Date(Date.now() + remaining);
	await internalAdapter.updateSession(session?.token ?? '', { expiresAt });
}

describe('sameOrigin', () => {
	const site = 'https://www.example.gov.cn';
	const app = new Hono().use(sameOrigin(site)).all('/', (context) => context.text('done'));
	const status = async (headers: Record<string, string>, method = 'POST') =>
		(await app.request(`${site}/`, { method, headers: { host: 'www.example.gov.cn', ...headers } }))
			.status;

	test.each([
		['our own form', { 'sec-fetch-site': 'same-origin', origin: site }, 200],
		['our own form in an older browser', { origin: site }, 200],
		['our own form under another name of this host', { origin: 'http://www.example.gov.cn' }, 200],
		['a program', {}, 200],
		['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
		['a sister site', { 'sec-fetch-site': 'same-site', origin: 'https://b.example.gov.cn' }, 403],
		['another site in an older browser', { origin: 'https://evil.example' }, 403],
		['a sandboxed frame', { origin: 'null' }, 403],
	])('answers a post from %s', async (_, headers, expected) => {
		expect(await status(headers as Record<string, string>)).toBe(expected);
	});

	test('lets anyone read', async () => {
		expect(await status({ 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(200);
	});
});

describe('jsonOnly', () => {
	const app = new Hono().use(jsonOnly).post('/', (context) => context.text('done'));

	test.each([
		['application/json', 200],
		['application/json; charset=utf-8', 200],
		['text/plain', 415],
		['application/x-www-form-urlencoded', 415],
	])('answers %s with %i', async (type, expected) => {
		const answer = await app.request('/', { method: 'POST', headers: { 'content-type': type } });
		expect(answer.status).toBe(expected);
	});
});

describe('limitBody', () => {
	const app = new Hono().use(limitBody(1024)).post('/', async (context) => {
		return context.text(await context.req.text());
	});

	test('refuses what is larger with a reason', async () => {
		const answer = await app.request('/', { method: 'POST', body: 'x'.repeat(1025) });
		expect(answer.status).toBe(413);
		expect(await answer.json()).toMatchObject({
			problems: [{ code: 'too-large', values: { kilobytes: 1 } }],
		});
	});

	test('lets through what fits', async () => {
		const answer = await app.request('/', { method: 'POST', body: 'x'.repeat(1024) });
		expect(answer.status).toBe(200);
	});

	test.each([
		[10, 200],
		[2000, 413],
	])('measures %i letters that a guard before it has read', async (count, status) => {
		const after = new Hono()
			.use(wellFormed, limitBody(1024))
			.post('/', async (context) => context.json(await context.req.json()));
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify('x'.repeat(count));
		const answer = await after.request('/', { method: 'POST', headers, body });
		expect(answer.status).toBe(status);
	});
});

describe('securityHeaders', () => {
	const headersOf = async (
		siteUrl: string,
		path: string,
		{ basePath = '', cms = portalBackend } = {},
	) => {
		const app = new Hono()
			.use(securityHeaders({ siteUrl, basePath, cms }))
			.get('/own', (context) => context.text('', 200, { 'Content-Security-Policy': 'own' }))
			.get('*', (context) => context.text(''));
		return (await app.request(path)).headers;
	};

	test('gives each path its policy, also under a base path', async () => {
		const headers = await headersOf('https://a.example', '/column/admin/', { basePath: '/column' });
		expect(headers.get('content-security-policy')).toBe(policyFor('/admin/'));
	});

	test('asks for encryption for a year, takes no file for another kind, and tells other sites no address', async () => {
		const headers = await headersOf('https://a.example', '/notices/');
		expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		const onLoopback = await headersOf('http://localhost:4321', '/notices/');
		expect(onLoopback.has('strict-transport-security')).toBe(false);
	});

	test('asks search engines to leave out what is an exercise, in any form', async () => {
		for (const path of ['/exercise/drill/cap.xml', '/en/exercise/drill/'])
			expect((await headersOf('https://a.example', path)).get('x-robots-tag')).toBe('noindex');
		expect((await headersOf('https://a.example', '/notices/')).has('x-robots-tag')).toBe(false);
	});

	test('lets the editor alone speak with the Git host that it is configured for', async () => {
		const cms = gitHost({
			CMS_BACKEND: 'gitlab',
			CMS_REPO: 'county/portal',
			CMS_BASE_URL: 'https://git.county.example/gitlab',
			CMS_APP_ID: 'app',
		});
		const headers = await headersOf('https://a.example', '/admin/', { cms });
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain("connect-src 'self' blob: https://git.county.example;");
		expect(policy.replace('https://git.county.example', '').includes('https:')).toBe(false);
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		const page = await headersOf('https://a.example', '/', { cms });
		expect(page.get('content-security-policy')).not.toContain('git.county.example');
	});

	test('lets the window in which GitHub signs editors in answer the editor', async () => {
		const cms = gitHost({
			CMS_BACKEND: 'github',
			CMS_REPO: 'county/portal',
			CMS_BASE_URL: 'https://sign-in.county.example',
		});
		const headers = await headersOf('https://a.example', '/admin/', { cms });
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
		const page = await headersOf('https://a.example', '/staff/', { cms });
		expect(page.get('cross-origin-opener-policy')).toBe('same-origin');
	});

	test('keeps a policy that a route sets', async () => {
		const headers = await headersOf('https://a.example', '/own');
		expect(headers.get('content-security-policy')).toBe('own');
	});

	test.each([
		['https://a.example', 'max-age=31536000'],
		['http://localhost:4321', null],
	])('tells browsers of %s about HTTPS: %s', async (siteUrl, expected) => {
		const headers = await headersOf(siteUrl, '/');
		expect(headers.get('strict-transport-security')).toBe(expected);
	});
});

function gitHost(variables: Readonly<Record<string, string>>): CmsBackend {
	const read = readCmsBackend(variables);
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	return read.backend;
}

describe('policyFor', () => {
	test('lets the self-check ask nobody for anything, and no other page of support', () => {
		for (const path of ['/support/self-check/', '/en/support/self-check/']) {
			const directives = policyFor(path).split('; ');
			expect(directives).toContain("default-src 'none'");
			expect(directives).toContain("connect-src 'none'");
			expect(directives).toContain("form-action 'none'");
			expect(directives).toContain("frame-ancestors 'none'");
			expect(directives.find((each) => each.startsWith('script-src'))).not.toContain("'self'");
		}
		expect(policyFor('/support/')).toBe(policyFor('/'));
	});

	test('allows evaluated code in the CMS alone', () => {
		expect(policyFor('/admin/')).toContain("'unsafe-eval'");
		expect(policyFor('/administration/')).not.toContain('unsafe');
	});

	test('allows WebAssembly on the search pages alone', () => {
		expect(policyFor('/search/')).toContain("'wasm-unsafe-eval'");
		expect(policyFor('/en/search/')).toContain("'wasm-unsafe-eval'");
		expect(policyFor('/')).not.toContain('eval');
	});
});
