import { describe, expect, test } from 'vitest';
import { password } from '../../tests/staff.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';

const store = freshSqlite();

describe('/staff/sign-in/', () => {
	test('leads to the staff page', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		const answer = await person.signIn();
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe('/staff/');
		const page = await person.get('/staff/');
		expect(await person.shown(page)).toMatchObject({
			path: '/staff/',
			me: { name: '李明', roles: ['editor'] },
			data: { accounts: [], waitingReports: 0 },
		});
	});

	test('keeps what was typed, except the password, and says what is wrong', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		const answer = await person.signIn({ password: 'not the password' });
		expect(answer.status).toBe(401);
		const shown = await person.shown(answer);
		expect(shown.problems).toEqual([{ code: 'wrong-email-or-password', field: 'password' }]);
		expect(shown.values).toEqual({ email: person.staff.email, next: '' });
	});

	test('leaves a trace in the audit log when a password is wrong, of accounts that exist', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn({ password: 'wrong' });
		await person.signIn({ email: 'nobody@example.gov.cn' });
		const refused = (await auditLog(store().db).list({ limit: 20 })).filter(
			({ action }) => action === 'staff.sign-in-refused',
		);
		expect(refused.map(({ actor }) => actor)).toEqual([person.staff.id]);
	});

	test('says the same of an address that has no account', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		const shown = await person.shown(await person.signIn({ email: 'nobody@example.gov.cn' }));
		expect(shown.problems).toEqual([{ code: 'wrong-email-or-password', field: 'password' }]);
	});

	test('asks for a wait after five wrong passwords for one person', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		for (let count = 0; count < 5; count += 1) await person.signIn({ password: 'wrong' });
		const answer = await person.signIn();
		expect(answer.status).toBe(429);
		expect((await person.shown(answer)).problems).toMatchObject([{ code: 'too-many-sign-ins' }]);
	});

	test.each([
		['/desk/', '/desk/'],
		['/admin/?a=b', '/admin/?a=b'],
		['//evil.example/', '/staff/'],
		['/\\evil.example/', '/staff/'],
		['https://evil.example/', '/staff/'],
	])('goes on to %s as %s', async (next, expected) => {
		const person = await aPerson(staffParts(store()), ['editor']);
		expect((await person.signIn({ next })).headers.get('location')).toBe(expected);
	});

	test('speaks English under /en/ and stays there', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		const answer = await person.post('/en/staff/sign-in/', { email: person.staff.email, password });
		expect(answer.headers.get('location')).toBe('/en/staff/');
	});

	test('redirects under the base path', async () => {
		const person = await aPerson(staffParts(store(), { basePath: '/column' }), ['editor']);
		expect((await person.signIn()).headers.get('location')).toBe('/column/staff/');
	});

	test('sets a cookie that is bound to this host on HTTPS', async () => {
		const parts = staffParts(store(), { siteUrl: 'https://www.example.gov.cn' });
		const person = await aPerson(parts, ['editor']);
		const cookie = (await person.signIn()).headers.get('set-cookie');
		expect(cookie).toMatch(/^__Host-mingbai\.session_token=/);
		expect(cookie).toMatch(/; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax/);
	});
});

describe('/staff/sign-out/', () => {
	test('ends the session, also for who kept the cookie', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn();
		const kept = new Map(person.cookies);
		expect((await person.post('/staff/sign-out/', {})).status).toBe(303);
		for (const [name, value] of kept) person.cookies.set(name, value);
		expect((await person.get('/staff/')).headers.get('location')).toBe(
			'/staff/sign-in/?next=%2Fstaff%2F',
		);
	});
});
