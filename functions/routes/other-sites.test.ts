import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWholePortal, type WholePortal } from '../../tests/whole-portal.ts';

let whole: WholePortal;

beforeAll(async () => {
	whole = await openWholePortal();
});

afterAll(() => whole?.close());

/** Each address that takes more than a question, as the app itself has it: a new one is looked at without being named here. */
function changingRoutes(): readonly (readonly [string, string])[] {
	const all = whole.portal.app.routes.filter(({ method }) => !['ALL', 'GET'].includes(method));
	const named = all.map(
		({ method, path }) => `${method} ${path.replace(/:\w+(?:\{[^}]*\})?/g, 'x')}`,
	);
	return [...new Set(named)].map((each) => each.split(' ') as [string, string]);
}

test('no route does anything that another site makes the browser of somebody signed in send', async () => {
	const cookie = await whole.signIn(['admin', 'publisher', 'editor', 'moderator']);
	const routes = changingRoutes();
	expect(routes.map(([, path]) => path)).toEqual(
		expect.arrayContaining([
			'/staff/sign-in/',
			'/en/staff/banner/',
			'/staff/accounts/disable/',
			'/staff/alerts/stop',
			'/api/cms',
			'/api/reports',
		]),
	);
	const before = (await whole.areas.audit.list({ limit: 1000 })).length;
	for (const [method, path] of routes)
		for (const from of [
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:4321' },
		]) {
			const body = new URLSearchParams({ verb: 'raise', 'zh-CN': '假的', hours: '2' });
			const answer = await whole.ask(path, { method, body, headers: { cookie, ...from } });
			expect([method, path, from, answer.status]).toEqual([method, path, from, 403]);
			expect(await answer.json()).toMatchObject({ problems: [{ code: 'other-site' }] });
			expect(answer.headers.getSetCookie()).toEqual([]);
		}
	expect(await whole.areas.audit.list({ limit: 1000 })).toHaveLength(before);
	expect((await whole.ask('/staff/', { headers: { cookie } })).status).toBe(200);
});
