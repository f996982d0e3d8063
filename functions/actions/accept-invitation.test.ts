import { describe, expect, test } from 'vitest';
import { aStaffMember, password } from '../../tests/staff.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { offerFirstAdministrator } from '../auth/first-administrator.ts';
import { linkLifetime } from '../auth/one-time-link.ts';
import { createPasswords } from '../auth/passwords.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { disableStaff } from './disable-staff.ts';
import { inviteStaff } from './invite-staff.ts';
import { resetPassword } from './reset-password.ts';

const store = freshSqlite();
const passwords = createPasswords();
const now = new Date();
const accept = (token: string, { name = '王芳', email = '', password: chosen = password } = {}) =>
	acceptInvitation({ db: store().db, passwords, now }, { token, name, email, password: chosen });

describe('the first administrator', () => {
	test('makes the first account with the link of the first start', async () => {
		const token = (await offerFirstAdministrator(store().db, now)) ?? '';
		expect(await accept(token, { email: 'Wang@example.gov.cn' })).toMatchObject({
			outcome: 'account-made',
		});
		expect(await staffAccounts(store().db).list()).toMatchObject([
			{ email: 'wang@example.gov.cn', roles: ['admin'] },
		]);
	});

	test('cannot use the link of an earlier start', async () => {
		const earlier = (await offerFirstAdministrator(store().db, now)) ?? '';
		await offerFirstAdministrator(store().db, now);
		expect(await accept(earlier)).toEqual({ outcome: 'no-such-link' });
	});

	test('is not offered once there is an account', async () => {
		await aStaffMember(store());
		expect(await offerFirstAdministrator(store().db, now)).toBeUndefined();
	});
});

describe('an invitation', () => {
	const invite = async () => {
		const email = 'li@example.gov.cn';
		const roles = ['editor', 'moderator'] as const;
		const result = await inviteStaff({ db: store().db, now }, { by: 'admin', email, roles });
		return 'token' in result ? result.token : '';
	};

	test('makes an account with its address and roles, whatever the form says', async () => {
		await accept(await invite(), { email: 'other@example.gov.cn' });
		expect(await staffAccounts(store().db).list()).toMatchObject([
			{ email: 'li@example.gov.cn', name: '王芳', roles: ['editor', 'moderator'] },
		]);
	});

	test('makes one account when it is accepted twice at once', async () => {
		const token = await invite();
		const outcomes = (await Promise.all([accept(token), accept(token)])).map(
			(each) => each.outcome,
		);
		expect(outcomes.toSorted()).toEqual(['account-made', 'no-such-link']);
	});

	test('makes nothing once its time is over', async () => {
		const token = await invite();
		const late = new Date(now.getTime() + linkLifetime.invitation);
		const form = { token, name: '王芳', email: '', password };
		expect(await acceptInvitation({ db: store().db, passwords, now: late }, form)).toEqual({
			outcome: 'no-such-link',
		});
	});

	test('stays good when the password was too short, or made of the name', async () => {
		const token = await invite();
		expect(await accept(token, { password: 'elevenchars' })).toEqual({ outcome: 'weak-password' });
		expect(await accept(token, { name: '王芳芳', password: '王芳芳123456789' })).toEqual({
			outcome: 'guessable-password',
		});
		expect(await accept(token)).toMatchObject({ outcome: 'account-made' });
	});

	test('is recorded when it is accepted, without the token', async () => {
		const token = await invite();
		await accept(token);
		const entries = await auditLog(store().db).list();
		expect(entries.map(({ action }) => action)).toEqual(['staff.invited', 'staff.account-made']);
		expect(JSON.stringify(entries)).not.toContain(token);
	});
});

describe('a link for a new password', () => {
	const link = async (account: string) => {
		const result = await resetPassword({ db: store().db, now }, { by: 'admin', account });
		return 'token' in result ? result.token : '';
	};

	test('sets it and ends every session', async () => {
		const { db } = store();
		const staff = await aStaffMember(store());
		await aSession(staff.id);
		expect(await accept(await link(staff.id))).toMatchObject({ outcome: 'password-set' });
		expect(await db.selectFrom('session').select('userId').execute()).toEqual([]);
		const row = await db.selectFrom('account').select('password').executeTakeFirstOrThrow();
		expect(await passwords.verify({ hash: row.password ?? '', password })).toBe(true);
	});

	test('is void once the account is disabled', async () => {
		await aStaffMember(store(), { roles: ['admin'] });
		const staff = await aStaffMember(store());
		const token = await link(staff.id);
		await disableStaff({ db: store().db, now }, { by: 'admin', account: staff.id });
		expect(await accept(token)).toEqual({ outcome: 'no-such-link' });
	});
});

async function aSession(userId: string): Promise<void> {
	const at = now.toISOString();
	const session = { id: 's', token: 't', userId, expiresAt: at, createdAt: at, updatedAt: at };
	await store().db.insertInto('session').values(session).execute();
}
