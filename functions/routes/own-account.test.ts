import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aStaffMember, password, passwordHash, totp } from '../../tests/staff.ts';
import { openWholePortal, type WholePortal } from '../../tests/whole-portal.ts';
import { changePassword } from '../actions/change-password.ts';
import { endSessions } from '../actions/end-sessions.ts';
import { resetPassword } from '../actions/reset-password.ts';
import { createPasswords } from '../auth/passwords.ts';

let whole: WholePortal;

beforeAll(async () => {
	whole = await openWholePortal();
	// The sign-in library knows no other clock.
	whole.clock.now = new Date();
});

afterAll(() => whole?.close());

const chosen = 'seven quiet herons at dusk';
const change = { password, newPassword: chosen, again: chosen };

/** Somebody with an account, who can sign in at as many places as they like. */
async function aPerson() {
	const staff = await aStaffMember(whole.portal.store, {
		roles: ['publisher'],
		passwordHash: await passwordHash(),
	});
	const signIn = async (typed = password) => {
		const body = new URLSearchParams({ email: staff.email, password: typed });
		const answer = await whole.ask('/staff/sign-in/', { method: 'POST', body });
		return aPlace(answer);
	};
	const log = async () => {
		const entries = await whole.areas.audit.list({ actor: staff.id, limit: 100 });
		return entries.map(({ action, details }) => ({ action, details }));
	};
	return { staff, signIn, log };
}

/** Where somebody is signed in: keeps the cookie, as a browser does. */
function aPlace(signedIn: Response) {
	const jar = new Map<string, string>();
	const keep = (answer: Response) => {
		for (const set of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			if (value === '') jar.delete(name);
			else jar.set(name, value);
		}
		return answer;
	};
	const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
	keep(signedIn);
	const ask = async (path: string, fields?: Readonly<Record<string, string>>) => {
		const sent = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
		return keep(await whole.ask(path, { ...sent, headers: { cookie: cookie() } }));
	};
	const page = async () => (await ask('/staff/account/')).text();
	const isSignedIn = async () => (await ask('/staff/account/')).status === 200;
	const token = () => /session_token=([^.;]+)/.exec(cookie())?.[1] ?? '';
	return { status: signedIn.status, ask, page, isSignedIn, cookie, token };
}

/** Makes the session of a place as old as this. */
async function age(place: ReturnType<typeof aPlace>, minutes: number): Promise<void> {
	const createdAt = new Date(whole.clock.now.getTime() - minutes * 60_000).toISOString();
	await sql`update "session" set "createdAt" = ${createdAt} where "token" = ${place.token()}`.execute(
		whole.portal.store.db,
	);
}

describe('the own password', () => {
	test('is changed with the present one: this session goes on under another token, and all others end', async () => {
		const person = await aPerson();
		const [here, elsewhere] = [await person.signIn(), await person.signIn()];
		const before = here.cookie();
		const answer = await here.ask('/staff/account/password/', change);
		expect(answer.status).toBe(303);
		expect(here.cookie()).not.toBe(before);
		expect(await (await here.ask(answer.headers.get('location') ?? '')).text()).toContain(
			'密码已修改',
		);
		expect(await elsewhere.isSignedIn()).toBe(false);
		const old = await whole.ask('/staff/account/', { headers: { cookie: before } });
		expect(old.status).toBe(303);
		expect((await person.signIn(password)).status).toBe(401);
		expect((await person.signIn(chosen)).status).toBe(303);
		expect(await person.log()).toContainEqual({
			action: 'staff.password-changed',
			details: { ended: 1 },
		});
	});

	test('is not set any more by a link that was made before it was changed', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		const needs = { db: whole.portal.store.db, now: new Date() };
		const made = await resetPassword(needs, { by: 'another', account: person.staff.id });
		const token = 'token' in made ? made.token : '';
		const link = async () => (await whole.ask(`/staff/welcome/?token=${token}`)).status;
		expect(await link()).toBe(200);
		await here.ask('/staff/account/password/', change);
		expect(await link()).toBe(410);
	});

	test('is asked for also of who has just signed in, and a wrong one changes nothing and leaves a trace', async () => {
		const person = await aPerson();
		const [here, elsewhere] = [await person.signIn(), await person.signIn()];
		for (const typed of ['', 'a guess']) {
			const answer = await here.ask('/staff/account/password/', { ...change, password: typed });
			expect(answer.status).toBe(403);
			expect(await answer.text()).toMatch(/id="field-password-problem"[^>]*>[^<]*密码不正确/);
		}
		expect(await elsewhere.isSignedIn()).toBe(true);
		expect((await person.log()).map(({ action }) => action)).toEqual([
			'staff.session-started',
			'staff.session-started',
			'staff.sign-in-refused',
			'staff.sign-in-refused',
		]);
	});

	test('is guessed at no more often than at the sign-in', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		const headers = { cookie: here.cookie(), 'x-forwarded-for': '192.0.2.91' };
		const guess = (typed: string) => {
			const body = new URLSearchParams({ ...change, password: typed });
			return whole.ask('/staff/account/password/', { method: 'POST', body, headers });
		};
		for (let count = 0; count < 5; count += 1) expect((await guess('a guess')).status).toBe(403);
		expect((await guess(password)).status).toBe(429);
	});

	test.each([
		['newPassword', '密码需要', { newPassword: 'short', again: 'short' }],
		['newPassword', '容易猜到', { newPassword: 'password123456', again: 'password123456' }],
		['again', '不一致', { newPassword: chosen, again: 'another one that differs' }],
	])(
		'is not changed to one that is no good (%s: %s), and the present one is not looked at',
		async (field, said, fields) => {
			const person = await aPerson();
			const here = await person.signIn();
			const typed = { password: 'a guess', ...fields };
			const answer = await here.ask('/staff/account/password/', typed);
			expect(answer.status).toBe(422);
			const text = await answer.text();
			expect(text).toMatch(new RegExp(`id="field-${field}-problem"[^>]*>[^<]*${said}`));
			expect(text).not.toContain(fields.newPassword);
			expect((await person.log()).map(({ action }) => action)).toEqual(['staff.session-started']);
		},
	);

	test('does not become the own address or the name of the portal', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		const own = `${person.staff.email}1`;
		const typed = { password, newPassword: own, again: own };
		expect((await here.ask('/staff/account/password/', typed)).status).toBe(422);
	});

	test('leaves who pressed twice signed in', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		const [first, second] = await Promise.all([
			here.ask('/staff/account/password/', change),
			here.ask('/staff/account/password/', change),
		]);
		expect([first.status, second.status]).toContain(303);
		expect(await here.isSignedIn()).toBe(true);
	});

	test('is not said to be changed where the session has ended meanwhile, unless this is the password by now', async () => {
		const person = await aPerson();
		const { db } = whole.portal.store;
		const needs = { db, passwords: createPasswords(), now: whole.clock.now };
		const asked = { account: person.staff.id, session: 'ended', password: chosen };
		expect(await changePassword(needs, asked)).toBe('session-over');
		const here = await person.signIn();
		await here.ask('/staff/account/password/', change);
		expect(await changePassword(needs, asked)).toBe('changed');
		expect(await here.isSignedIn()).toBe(true);
	});

	test('is changed elsewhere for who signs in at the identity provider alone, and the page says so', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		await whole.portal.store.db
			.deleteFrom('account')
			.where('userId', '=', person.staff.id)
			.execute();
		const text = await here.page();
		expect(text).toContain('单位统一账号登录');
		expect(text).not.toContain('name="newPassword"');
	});
});

describe('the own sessions', () => {
	test('are listed with their times, this one marked, and nothing of where they are', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		await age(await person.signIn(), 125);
		const text = await here.page();
		const rows = text.split('<li>').filter((each) => each.includes('登录时间'));
		expect(rows.map((row) => row.includes('本次登录'))).toEqual([true, false]);
		expect(rows.map((row) => row.includes('name="session"'))).toEqual([false, true]);
		expect(text).not.toMatch(/10\.\d+\.\d+\.\d+/);
	});

	test('of others are not shown, and cannot be ended', async () => {
		const [one, other] = [await aPerson(), await aPerson()];
		const [here, there] = [await one.signIn(), await other.signIn()];
		await other.signIn();
		const [, id = ''] = /name="session" value="([^"]+)"/.exec(await there.page()) ?? [];
		expect(await here.page()).not.toContain(id);
		await here.ask('/staff/account/sessions/', { session: id });
		expect(await there.page()).toContain(id);
		expect((await one.log()).at(-1)?.action).toBe('staff.session-started');
	});

	test('end one by one, and that is recorded', async () => {
		const person = await aPerson();
		const [here, elsewhere] = [await person.signIn(), await person.signIn()];
		const third = await person.signIn();
		await age(elsewhere, 3);
		const ids = [...(await here.page()).matchAll(/name="session" value="([^"]+)"/g)];
		const oldest = ids.at(-1)?.[1] ?? '';
		const answer = await here.ask('/staff/account/sessions/', { session: oldest });
		expect(answer.headers.get('location')).toBe('/staff/account/?done=sessions');
		expect(await elsewhere.isSignedIn()).toBe(false);
		expect([await here.isSignedIn(), await third.isSignedIn()]).toEqual([true, true]);
		expect((await person.log()).at(-1)).toEqual({
			action: 'staff.sessions-ended',
			details: { ended: 1 },
		});
	});

	test('end all but this one', async () => {
		const person = await aPerson();
		const here = await person.signIn();
		const others = [await person.signIn(), await person.signIn()];
		await here.ask('/staff/account/sessions/', {});
		expect(await here.isSignedIn()).toBe(true);
		for (const each of others) expect(await each.isSignedIn()).toBe(false);
		expect((await person.log()).at(-1)).toMatchObject({ details: { ended: 2 } });
	});

	test('are left alone by a session that has ended itself', async () => {
		const person = await aPerson();
		const places = [await person.signIn(), await person.signIn()];
		const needs = { db: whole.portal.store.db, now: whole.clock.now };
		const asked = { account: person.staff.id, kept: 'ended' };
		expect(await endSessions(needs, asked)).toBe('session-over');
		for (const each of places) expect(await each.isSignedIn()).toBe(true);
	});

	test('end with the password alone half an hour after the sign-in', async () => {
		const person = await aPerson();
		const [here, elsewhere] = [await person.signIn(), await person.signIn()];
		await age(here, 31);
		expect(await here.page()).toContain('id="field-password-sessions"');
		const refused = await here.ask('/staff/account/sessions/', {});
		expect([refused.status, await refused.text()]).toEqual([
			403,
			expect.stringContaining('请再输一次密码'),
		]);
		expect(await elsewhere.isSignedIn()).toBe(true);
		expect((await here.ask('/staff/account/sessions/', { password })).status).toBe(303);
		expect(await elsewhere.isSignedIn()).toBe(false);
		expect(await here.isSignedIn()).toBe(true);
	});
});

describe('the own second factor', () => {
	async function withSecondFactor() {
		const person = await aPerson();
		const here = await person.signIn();
		const begun = await (await here.ask('/staff/two-factor/', { password })).text();
		const [, secret = ''] = /short-code">([A-Z2-7]+)</.exec(begun) ?? [];
		const code = totp(secret, new Date());
		const done = await (await here.ask('/staff/two-factor/', { step: 'confirm', code })).text();
		return { person, here, codes: codesIn(done) };
	}
	const codesIn = (page: string) =>
		[...page.matchAll(/short-code">(\w{5}-\w{5})</g)].map(([, code = '']) => code);

	test('begins and has its codes made for who presses twice, without a fault', async () => {
		const here = await (await aPerson()).signIn();
		const begin = () => here.ask('/staff/two-factor/', { step: 'set-up', password });
		for (const { status } of await Promise.all([begin(), begin()]))
			expect([200, 303, 401]).toContain(status);
		expect((await begin()).status).toBe(200);
		const { person, here: second } = await withSecondFactor();
		const make = () => second.ask('/staff/account/backup-codes/', { password });
		for (const { status } of await Promise.all([make(), make()]))
			expect([200, 303, 401]).toContain(status);
		expect(codesIn(await (await make()).text())).toHaveLength(10);
		expect(whole.failures).toEqual([]);
		expect((await person.log()).map(({ action }) => action)).not.toContain('staff.sign-in-refused');
	});

	test('is not confirmed by who is no longer signed in: that is no guess at a code', async () => {
		const answer = await aPlace(new Response()).ask('/staff/two-factor/', {
			step: 'confirm',
			code: '1',
		});
		expect(answer.headers.get('location')).toBe('/staff/sign-in/?next=%2Fstaff%2Ftwo-factor%2F');
	});

	test('is said to be off, with the way to its set-up', async () => {
		const here = await (await aPerson()).signIn();
		const text = await here.page();
		expect(text).toContain('href="/staff/two-factor/"');
		expect(text).not.toContain('/staff/account/backup-codes/');
		expect((await here.ask('/staff/account/backup-codes/', { password })).status).toBe(200);
	});

	test('has new backup codes made with the password: they are shown once, and the old ones are void', async () => {
		const { person, here, codes } = await withSecondFactor();
		const fresh = codesIn(
			await (await here.ask('/staff/account/backup-codes/', { password })).text(),
		);
		expect(fresh).toHaveLength(10);
		expect(fresh.filter((each) => codes.includes(each))).toEqual([]);
		expect(codesIn(await here.page())).toEqual([]);
		expect((await person.log()).at(-1)?.action).toBe('staff.backup-codes-made');
		const signIn = async (code = '') => (await person.signIn()).ask('/staff/two-factor/', { code });
		expect((await signIn(codes[0])).status).toBe(401);
		expect((await signIn(fresh[0])).status).toBe(303);
	});

	test('has no new backup codes made without the password, also of who has just signed in', async () => {
		const { person, here } = await withSecondFactor();
		for (const typed of ['', 'a guess']) {
			const answer = await here.ask('/staff/account/backup-codes/', { password: typed });
			expect([answer.status, codesIn(await answer.text())]).toEqual([403, []]);
		}
		expect((await person.log()).at(-1)?.action).toBe('staff.sign-in-refused');
	});
});

test.each(['', 'password/', 'sessions/', 'backup-codes/'])(
	'nobody who is not signed in has anything of /staff/account/%s',
	async (path) => {
		const fields = path ? change : undefined;
		const answer = await aPlace(new Response()).ask(`/staff/account/${path}`, fields);
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe('/staff/sign-in/?next=%2Fstaff%2Faccount%2F');
	},
);
