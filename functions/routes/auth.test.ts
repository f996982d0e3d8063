import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { password } from '../../tests/staff.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { authRoutes } from './auth.ts';

const store = freshSqlite();

describe('/api/auth/', () => {
	test('signs nobody in: the form does, with its limit and its trace in the audit log', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		const { email } = person.staff;
		const answer = await person.post('/api/auth/sign-in/email', { email, password });
		expect(answer.status).toBe(404);
		expect(answer.headers.getSetCookie()).toEqual([]);
	});

	test.each([
		'GET /get-session',
		'GET /list-sessions',
		'GET /is-username-available',
		'GET /admin/list-users',
		'GET /admin/list-user-sessions',
		'GET /callback/other',
		'POST /callback/oidc',
		'POST /sign-in/email',
		'POST /sign-in/social',
		'POST /sign-out',
		'POST /sign-up/email',
		'POST /change-password',
		'POST /verify-password',
		'POST /update-user',
		'POST /delete-user',
		'POST /admin/set-role',
		'POST /admin/create-user',
		'POST /admin/set-user-password',
		'POST /admin/impersonate-user',
		'POST /two-factor/disable',
		'POST /two-factor/verify-totp',
		'POST /two-factor/verify-backup-code',
		'POST /get-session',
	])('is closed for %s', async (endpoint) => {
		const admin = await aPerson(staffParts(store()), ['admin']);
		await admin.signIn();
		const [method, path] = endpoint.split(' ');
		const address = `/api/auth${path}`;
		const answer = await (method === 'GET' ? admin.get(address) : admin.post(address, {}));
		expect(answer.status).toBe(404);
	});

	test('limits one network of IPv6 as one client, and another one apart from it', async () => {
		const parts = staffParts(store());
		const config = { ...parts.config, trustedProxies: 1 };
		const app = new Hono().route('/api/auth', authRoutes({ auth: parts.auth, config }));
		const come = async (address: string) => {
			const headers = { 'x-forwarded-for': address };
			const url = 'http://localhost:4321/api/auth/callback/oidc?code=1&state=2';
			return (await app.request(url, { headers })).status;
		};
		for (let count = 0; count < 120; count += 1)
			expect(await come(`2001:db8:1:2::${count.toString(16)}`)).not.toBe(429);
		expect(await come('2001:db8:1:2:ffff::1')).toBe(429);
		expect(await come('2001:db8:1:3::1')).not.toBe(429);
	});
});
