import { describe, expect, test } from 'vitest';
import { password } from '../../tests/staff.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';

const store = freshSqlite();

describe('/api/auth/', () => {
	test('signs in and tells who is signed in', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		const { email } = person.staff;
		expect(await (await person.get('/api/auth/get-session')).json()).toBeNull();
		expect((await person.post('/api/auth/sign-in/email', { email, password })).status).toBe(200);
		expect(await (await person.get('/api/auth/get-session')).json()).toMatchObject({
			user: { email },
		});
	});

	test.each([
		'GET /list-sessions',
		'GET /is-username-available',
		'GET /admin/list-users',
		'GET /admin/list-user-sessions',
		'POST /sign-up/email',
		'POST /change-password',
		'POST /update-user',
		'POST /delete-user',
		'POST /admin/set-role',
		'POST /admin/create-user',
		'POST /admin/set-user-password',
		'POST /admin/impersonate-user',
		'POST /two-factor/disable',
		'POST /two-factor/verify-totp',
		'POST /get-session',
	])('is closed for %s', async (endpoint) => {
		const admin = await aPerson(staffParts(store()), ['admin']);
		await admin.signIn();
		const [method, path] = endpoint.split(' ');
		const address = `/api/auth${path}`;
		const answer = await (method === 'GET' ? admin.get(address) : admin.post(address, {}));
		expect(answer.status).toBe(404);
	});
});
