import { expect, test } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';
import { invitations } from '../store/invitations.ts';
import { inviteStaff } from './invite-staff.ts';

const store = freshSqlite();
const now = new Date('2026-03-06T12:00:00+08:00');
const invite = (email: string, roles: Parameters<typeof inviteStaff>[1]['roles'] = ['editor']) =>
	inviteStaff({ db: store().db, now }, { by: 'admin', email, roles });

test('an invitation is for the address in lower case and for three days', async () => {
	const result = await invite('Li@Example.gov.cn');
	const token = 'token' in result ? result.token : '';
	expect(await invitations(store().db).find(token, now)).toMatchObject({
		purpose: 'invitation',
		subject: 'li@example.gov.cn',
		expiresAt: new Date('2026-03-09T12:00:00+08:00'),
	});
});

test('an invitation is recorded with who invited and to what', async () => {
	await invite('li@example.gov.cn', ['editor', 'publisher']);
	expect(await auditLog(store().db).list()).toMatchObject([
		{ actor: 'admin', subject: 'li@example.gov.cn', details: { roles: ['editor', 'publisher'] } },
	]);
});

test('who has an account is not invited again', async () => {
	await aStaffMember(store(), { email: 'li@example.gov.cn' });
	expect(await invite('LI@example.gov.cn')).toEqual({ outcome: 'has-account' });
});

test('nobody is invited to no role', async () => {
	expect(await invite('li@example.gov.cn', [])).toEqual({ outcome: 'no-roles' });
	expect(await auditLog(store().db).list()).toEqual([]);
});
