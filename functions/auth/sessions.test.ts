import { describe, expect, test } from 'vitest';
import { password } from '../../tests/staff.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { changeRoles } from '../actions/change-roles.ts';
import { disableStaff } from '../actions/disable-staff.ts';
import { resetPassword } from '../actions/reset-password.ts';

const store = freshSqlite();
const name = 'mingbai.session_token';

describe('a session', () => {
	test('is another one after each sign-in', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn();
		const first = person.cookies.get(name);
		await person.signIn();
		expect(person.cookies.get(name)).not.toBe(first);
	});

	test('is not taken up from a cookie that somebody planted before the sign-in', async () => {
		const parts = staffParts(store());
		const [victim, attacker] = [await aPerson(parts, ['admin']), await aPerson(parts, ['editor'])];
		await attacker.signIn();
		const planted = attacker.cookies.get(name) ?? '';
		victim.cookies.set(name, planted);
		await victim.signIn();
		expect(victim.cookies.get(name)).not.toBe(planted);
		expect((await attacker.shown(await attacker.get('/staff/'))).me?.roles).toEqual(['editor']);
		for (const made of ['x', 'planted.signature', `${planted.split('.')[0]}.`]) {
			victim.cookies.set(name, made);
			expect((await victim.get('/staff/')).status).toBe(303);
			expect((await victim.signIn()).status).toBe(303);
			expect(victim.cookies.get(name)).not.toBe(made);
		}
	});

	test('ends when a new password is set, on every device', async () => {
		const parts = staffParts(store());
		const [admin, person] = [await aPerson(parts, ['admin']), await aPerson(parts, ['editor'])];
		await person.signIn();
		const needs = { db: parts.db, now: new Date() };
		const reset = await resetPassword(needs, { by: admin.staff.id, account: person.staff.id });
		const token = 'token' in reset ? (reset.token ?? '') : '';
		const set = { token, name: '', email: '', password: 'a new password of theirs' };
		await acceptInvitation({ ...parts, now: new Date() }, set);
		expect((await person.get('/staff/')).status).toBe(303);
		expect((await person.signIn({ password })).status).toBe(401);
	});

	test('ends for good when the account is disabled', async () => {
		const parts = staffParts(store());
		const [admin, person] = [await aPerson(parts, ['admin']), await aPerson(parts, ['editor'])];
		await person.signIn();
		const change = { by: admin.staff.id, account: person.staff.id };
		await disableStaff({ db: parts.db, now: new Date() }, change);
		expect((await person.get('/staff/')).status).toBe(303);
	});

	test('may no more than the roles that its person has by now', async () => {
		const parts = staffParts(store());
		const admin = await aPerson(parts, ['admin']);
		const person = await aPerson(parts, ['admin']);
		await person.signIn();
		const change = { by: admin.staff.id, account: person.staff.id, roles: ['editor'] as const };
		await changeRoles({ db: parts.db, now: new Date() }, change);
		const answer = await person.post('/staff/accounts/disable/', { account: admin.staff.id });
		expect(answer.status).toBe(403);
	});
});

describe('every cookie of the sign-in', () => {
	test.each([
		['http://localhost:4321', '', /; Path=\/; HttpOnly; SameSite=Lax$/],
		['https://www.example.gov.cn', '', /^__Host-.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/],
		[
			'https://www.example.gov.cn',
			'/column',
			/^__Host-.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
		],
	])('of %s%s is kept from scripts and from other sites', async (siteUrl, basePath, flags) => {
		const person = await aPerson(staffParts(store(), { siteUrl, basePath }), ['editor']);
		const cookies = (await person.signIn()).headers.getSetCookie();
		expect(cookies.length).toBeGreaterThan(0);
		for (const cookie of cookies) expect(cookie).toMatch(flags);
	});
});
