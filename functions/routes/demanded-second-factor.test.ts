import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aStaffMember, password, passwordHash, totp } from '../../tests/staff.ts';
import { openWholePortal, type WholePortal } from '../../tests/whole-portal.ts';
import { resetTwoFactor } from '../actions/reset-two-factor.ts';

let whole: WholePortal;

beforeAll(async () => {
	whole = await openWholePortal({ REQUIRE_SECOND_FACTOR: 'publishers' });
	// The sign-in library knows no other clock.
	whole.clock.now = new Date();
});

afterAll(() => whole?.close());

function post(cookie: string, path: string, fields: Readonly<Record<string, string>>) {
	const body = new URLSearchParams(fields);
	return whole.ask(path, { method: 'POST', body, headers: { cookie } });
}

/** Where a browser ends that follows what it is told. */
async function endOf(cookie: string, path: string): Promise<string> {
	let at = path;
	for (let step = 0; step < 5; step += 1) {
		const answer = await whole.ask(at, { headers: { cookie } });
		if (answer.status !== 303) return at;
		at = answer.headers.get('location') ?? '';
	}
	return 'nowhere';
}

const cookieOf = (answer: Response) =>
	answer.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');

/** Sets a second factor up, and gives the cookie afterwards, and the secret. */
async function setUp(cookie: string) {
	const begun = await post(cookie, '/staff/two-factor/', { password });
	const next = cookieOf(begun) || cookie;
	const [, secret = ''] = /short-code">([A-Z2-7]+)</.exec(await begun.text()) ?? [];
	const code = totp(secret, new Date());
	const done = await post(next, '/staff/two-factor/', { step: 'confirm', code });
	return { cookie: cookieOf(done), secret };
}

const openToAll = ['sign-in/', 'sign-in/provider/', 'sign-out/', 'two-factor/', 'welcome/'];

describe('of whom a second factor is demanded, until it is set up', () => {
	test('every page of staff, the desk and the editor is as closed as to who is not signed in', async () => {
		const cookie = await whole.signIn(['publisher', 'admin']);
		const isClosed = /^(?:\/\w\w)?\/(?:staff|desk|admin)\/(.*)$/;
		const routes = whole.portal.app.routes.filter(({ path, method }) => {
			const page = isClosed.exec(path)?.[1];
			return page !== undefined && method !== 'ALL' && !openToAll.includes(page);
		});
		expect(routes.length).toBeGreaterThan(100);
		for (const { path, method } of routes) {
			const at = path.replaceAll(/:\w+(?:\{[^}]*?(?:\\(\.\w+))?\})?/g, (_, end = '') => `a${end}`);
			const body = method === 'POST' ? new URLSearchParams({ verb: 'raise', reason: 'x' }) : null;
			const answer = await whole.ask(at, { method, body, headers: { cookie } });
			const nobodys = await whole.ask(at, { method, body });
			expect([at, answer.status, answer.headers.get('location')]).toEqual([
				at,
				nobodys.status,
				nobodys.headers.get('location'),
			]);
			expect([303, 401], at).toContain(answer.status);
		}
	});

	test.each(['/staff/', '/staff/account/', '/staff/banner/', '/desk/', '/admin/'])(
		'%s leads to its set-up, and says why',
		async (path) => {
			const cookie = await whole.signIn(['publisher']);
			const at = await endOf(cookie, path);
			expect(at).toBe(`/staff/two-factor/?next=${encodeURIComponent(path)}`);
			const page = await (await whole.ask(at, { headers: { cookie } })).text();
			expect(page).toContain('本站要求您的账号开启两步验证');
			expect(page).toContain('action="/staff/sign-out/"');
		},
	);

	test('the language of the page stays', async () => {
		const cookie = await whole.signIn(['publisher']);
		expect(await endOf(cookie, '/en/staff/quick/')).toMatch(/^\/en\/staff\/two-factor\//);
	});

	test.each([
		['GET', '/api/auth/me'],
		['GET', '/api/publications'],
		['GET', '/api/desk/state'],
		['GET', '/api/exercise-desk/state'],
		['POST', '/api/desk/items/x/holding'],
		['POST', '/api/desk/bulk/group'],
		['GET', '/api/desk/images/x'],
		['POST', '/api/cms'],
		['GET', '/api/cms/media'],
		['POST', '/api/exercise-hearers'],
	])('programs are told what to do, in their language: %s %s', async (method, path) => {
		const cookie = await whole.signIn(['publisher', 'moderator']);
		const answer = await whole.ask(path, {
			method,
			body: method === 'POST' ? '{"action":"info","params":{"branch":"main"}}' : null,
			headers: { cookie, 'accept-language': 'en', 'content-type': 'application/json' },
		});
		expect(answer.status).toBe(403);
		expect(await answer.json()).toEqual({
			error: expect.stringContaining('two-factor sign-in first'),
			problems: [{ code: 'second-factor-required', field: '' }],
		});
	});

	test('nothing is done that a form asks for', async () => {
		const cookie = await whole.signIn(['publisher']);
		const fields = { verb: 'raise', 'zh-CN': '水库泄洪，请远离河道', hours: '2', password };
		expect((await post(cookie, '/staff/banner/', fields)).status).toBe(401);
		expect(await (await whole.ask('/')).text()).not.toContain('水库泄洪');
	});

	test('whoever will not do it now can sign out', async () => {
		const cookie = await whole.signIn(['publisher']);
		await post(cookie, '/staff/sign-out/', {});
		expect(await endOf(cookie, '/staff/')).toBe('/staff/sign-in/?next=%2Fstaff%2F');
	});
});

describe('a second factor that is demanded', () => {
	test('opens everything once it is set up', async () => {
		const { cookie } = await setUp(await whole.signIn(['publisher']));
		expect(await endOf(cookie, '/staff/')).toBe('/staff/');
		const answer = await whole.ask('/api/publications', { headers: { cookie } });
		expect(answer.status).toBe(200);
	});

	test('opens nothing for a session that somebody else began with the password alone and kept', async () => {
		const staff = await aStaffMember(whole.portal.store, {
			roles: ['publisher'],
			passwordHash: await passwordHash(),
		});
		const signIn = async () =>
			cookieOf(await post('', '/staff/sign-in/', { email: staff.email, password }));
		const [own, somebodyElses] = [await signIn(), await signIn()];
		expect(await endOf(somebodyElses, '/staff/')).toBe('/staff/two-factor/?next=%2Fstaff%2F');
		const { cookie } = await setUp(own);
		expect(await endOf(somebodyElses, '/staff/')).toBe('/staff/sign-in/?next=%2Fstaff%2F');
		expect(await endOf(cookie, '/staff/')).toBe('/staff/');
		const entries = await whole.areas.audit.list({ actor: staff.id, limit: 10 });
		expect(entries.slice(-2).map(({ action }) => action)).toEqual([
			'staff.two-factor-set-up',
			'staff.sessions-ended',
		]);
	});

	test('leads on to the page that was asked for first', async () => {
		const cookie = await whole.signIn(['publisher']);
		const next = '/staff/banner/';
		const begun = await post(cookie, '/staff/two-factor/', { password, next });
		const text = await begun.text();
		expect(text).toContain(`name="next" value="${next}"`);
		const [, secret = ''] = /short-code">([A-Z2-7]+)</.exec(text) ?? [];
		const confirm = { step: 'confirm', code: totp(secret, new Date()), next };
		const done = await post(cookieOf(begun), '/staff/two-factor/', confirm);
		expect(await done.text()).toMatch(/<main[\s\S]*href="\/staff\/banner\/"[\s\S]*<\/main>/);
	});

	test('is not demanded of those whom the rule leaves out', async () => {
		const cookie = await whole.signIn(['editor', 'moderator']);
		expect(await endOf(cookie, '/staff/')).toBe('/staff/');
		expect(await endOf(cookie, '/admin/')).toBe('/admin/');
	});

	test('that an administrator reset is set up anew with the password', async () => {
		const staff = await aStaffMember(whole.portal.store, {
			roles: ['admin'],
			passwordHash: await passwordHash(),
		});
		const signIn = async () =>
			cookieOf(await post('', '/staff/sign-in/', { email: staff.email, password }));
		await setUp(await signIn());
		const needs = { db: whole.portal.store.db, now: new Date() };
		await resetTwoFactor(needs, { by: 'another', account: staff.id });
		const cookie = await signIn();
		expect(await endOf(cookie, '/staff/')).toBe('/staff/two-factor/?next=%2Fstaff%2F');
		const again = await setUp(cookie);
		expect(await endOf(again.cookie, '/staff/')).toBe('/staff/');
	});
});
