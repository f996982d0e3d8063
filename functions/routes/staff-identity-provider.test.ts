import { describe, expect, test } from 'vitest';
import { hour } from '../../src/domain/time.ts';
import { anIdentityProvider } from '../../tests/identity-provider.ts';
import { aStaffMember, password } from '../../tests/staff.ts';
import { aBrowser, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { longestSessionMs } from '../auth/staff.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

const store = freshSqlite();

describe('/staff/sign-in/ with an identity provider', () => {
	test('signs in who has an account with the same address', async () => {
		await aStaffMember(store(), { email: 'li@example.gov.cn' });
		const { browser, back } = await signInAs({ email: 'li@example.gov.cn', email_verified: true });
		expect(back).toBe('/staff/');
		expect(await browser.shown(await browser.get('/staff/'))).toMatchObject({
			me: { name: '李明', roles: ['editor'] },
		});
	});

	test('makes no account for a stranger', async () => {
		const { browser, back } = await signInAs({ email: 'x@example.gov.cn', email_verified: true });
		expect(back).toMatch(/^\/staff\/sign-in\/\?error=/);
		expect(await staffAccounts(store().db).list()).toEqual([]);
		const page = await browser.shown(await browser.get(back));
		expect(page).toMatchObject({
			problems: [{ code: 'provider-refused' }],
			data: { identityProvider: true },
		});
	});

	test('does not believe an address that the provider has not verified', async () => {
		await aStaffMember(store(), { email: 'li@example.gov.cn' });
		const { browser } = await signInAs({ email: 'li@example.gov.cn', email_verified: false });
		expect((await browser.get('/staff/')).status).toBe(303);
	});

	test('keeps a disabled person out', async () => {
		const { id } = await aStaffMember(store(), { email: 'li@example.gov.cn' });
		await staffAccounts(store().db).setDisabled(id, true, new Date());
		const { browser } = await signInAs({ email: 'li@example.gov.cn', email_verified: true });
		expect((await browser.get('/staff/')).status).toBe(303);
	});

	test('demands no second factor here of who came from there, also after the password was given again', async () => {
		const { passwords } = staffParts(store());
		const passwordHash = await passwords.hash(password);
		await aStaffMember(store(), { email: 'li@example.gov.cn', passwordHash });
		const person = { email: 'li@example.gov.cn', email_verified: true };
		const { browser } = await signInAs(person, { requireSecondFactor: 'all' });
		expect((await browser.get('/staff/')).status).toBe(200);
		const chosen = 'seven quiet herons at dusk';
		const change = { password, newPassword: chosen, again: chosen };
		expect((await browser.post('/staff/account/password/', change)).status).toBe(303);
		expect((await browser.get('/staff/')).status).toBe(200);
		await browser.post('/staff/sign-out/', {});
		await browser.post('/staff/sign-in/', { email: person.email, password: chosen });
		expect((await browser.get('/staff/')).status).toBe(303);
	});

	test('ends a week after it was there, however often the password is given here', async () => {
		const { passwords } = staffParts(store());
		const passwordHash = await passwords.hash(password);
		const { id } = await aStaffMember(store(), { email: 'li@example.gov.cn', passwordHash });
		const { browser } = await signInAs({ email: 'li@example.gov.cn', email_verified: true });
		const session = store().db.updateTable('session').where('userId', '=', id);
		const wasThere = (ago: number) => new Date(Date.now() - ago).toISOString();
		const sixDaysAgo = wasThere(longestSessionMs - 24 * hour);
		await session.set({ atProvider: sixDaysAgo }).execute();
		const again = 'seven quiet herons at dusk';
		const change = { password, newPassword: again, again };
		expect((await browser.post('/staff/account/password/', change)).status).toBe(303);
		const sessions = store().db.selectFrom('session').select('atProvider');
		expect(await sessions.execute()).toEqual([{ atProvider: sixDaysAgo }]);
		expect((await browser.get('/staff/')).status).toBe(200);
		await session.set({ atProvider: wasThere(longestSessionMs + 1000) }).execute();
		expect((await browser.get('/staff/')).status).toBe(303);
		expect(await sessions.execute()).toEqual([]);
	});

	test('says so when the provider is down', async () => {
		const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'portal', clientSecret: 'secret' };
		const browser = aBrowser(staffParts(store(), { oidc }));
		const answer = await browser.get('/staff/sign-in/provider/');
		expect(answer.headers.get('location')).toBe('/staff/sign-in/?error=provider');
	});
});

async function signInAs(
	person: { email: string; email_verified: boolean },
	config: Parameters<typeof staffParts>[1] = {},
) {
	const provider = await anIdentityProvider(person);
	const oidc = { issuer: provider.issuer, clientId: 'portal', clientSecret: 'secret' };
	const browser = aBrowser(staffParts(store(), { oidc, ...config }));
	const begun = await browser.get('/staff/sign-in/provider/');
	const asked = new URL(begun.headers.get('location') ?? '');
	const state = asked.searchParams.get('state') ?? '';
	const code = asked.searchParams.get('nonce') ?? '';
	const returned = await browser.get(`/api/auth/callback/oidc?code=${code}&state=${state}`);
	provider.close();
	const back = (returned.headers.get('location') ?? '').replace('http://localhost:4321', '');
	return { browser, back };
}
