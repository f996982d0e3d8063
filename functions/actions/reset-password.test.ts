import { expect, test } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';
import { invitations } from '../store/invitations.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { resetPassword } from './reset-password.ts';

const store = freshSqlite();
const now = new Date();
const reset = (account: string) => resetPassword({ db: store().db, now }, { by: 'admin', account });

test('the link is for this account, and the record of it holds no token', async () => {
	const { id, email } = await aStaffMember(store());
	const result = await reset(id);
	expect(result).toMatchObject({ outcome: 'link-made', email });
	const token = 'token' in result ? result.token : '';
	expect(await invitations(store().db).find(token, now)).toMatchObject({
		purpose: 'reset',
		subject: id,
	});
	const entries = await auditLog(store().db).list();
	expect(entries).toMatchObject([{ action: 'staff.password-link-made', subject: id }]);
	expect(JSON.stringify(entries)).not.toContain(token);
});

test('a disabled account gets no link', async () => {
	const { id } = await aStaffMember(store());
	await staffAccounts(store().db).setDisabled(id, true, now);
	expect(await reset(id)).toEqual({ outcome: 'account-disabled' });
});

test('an account that does not exist gets no link', async () => {
	expect(await reset('nobody')).toEqual({ outcome: 'unknown-account' });
});
