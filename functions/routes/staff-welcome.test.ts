import { describe, expect, test } from 'vitest';
import { password } from '../../tests/staff.ts';
import { aBrowser, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { offerFirstAdministrator } from '../auth/first-administrator.ts';

const store = freshSqlite();

describe('/staff/welcome/', () => {
	test('makes the first administrator, who can then sign in', async () => {
		const browser = aBrowser(staffParts(store()));
		const token = (await offerFirstAdministrator(store().db, new Date())) ?? '';
		const page = await browser.shown(await browser.get(`/staff/welcome/?token=${token}`));
		expect(page.data).toMatchObject({ valid: true, email: '', purpose: 'first-administrator' });
		const email = 'wang@example.gov.cn';
		const form = { token, name: '王芳', email, password, again: password };
		expect((await browser.post('/staff/welcome/', form)).headers.get('location')).toBe(
			'/staff/sign-in/',
		);
		await browser.post('/staff/sign-in/', { email, password });
		expect((await browser.shown(await browser.get('/staff/'))).data).toMatchObject({
			accounts: [{ email, roles: ['admin'] }],
		});
	});

	test.each([
		[{ password: 'short', again: 'short' }, 'weak-password', 'password'],
		[{ password: 'password1234', again: 'password1234' }, 'guessable-password', 'password'],
		[{ again: 'another password' }, 'passwords-differ', 'again'],
		[{ name: ' ' }, 'required', 'name'],
		[{ email: 'wang' }, 'wrong-format', 'email'],
	])('refuses %o and keeps the link good', async (fields, code, field) => {
		const browser = aBrowser(staffParts(store()));
		const token = (await offerFirstAdministrator(store().db, new Date())) ?? '';
		const form = { token, name: '王芳', email: 'w@example.gov.cn', password, again: password };
		const answer = await browser.post('/staff/welcome/', { ...form, ...fields });
		expect(answer.status).toBe(422);
		const shown = await browser.shown(answer);
		expect(shown.problems).toMatchObject([{ code, field }]);
		expect(shown.values).not.toHaveProperty('password');
		expect((await browser.post('/staff/welcome/', form)).status).toBe(303);
	});

	test('tells that a link is no longer good', async () => {
		const browser = aBrowser(staffParts(store()));
		const answer = await browser.get('/staff/welcome/?token=unknown');
		expect(answer.status).toBe(410);
		expect((await browser.shown(answer)).data).toMatchObject({ valid: false });
	});
});
