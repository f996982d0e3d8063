import { expect, test } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';
import { resetTwoFactor } from './reset-two-factor.ts';

const store = freshSqlite();

test('the second factor is gone, and so are sessions', async () => {
	const { db } = store();
	const { id } = await aStaffMember(store());
	await db.updateTable('user').set({ twoFactorEnabled: true }).where('id', '=', id).execute();
	const factor = { id: 'f', userId: id, secret: 's', backupCodes: 'b', verified: true };
	await db.insertInto('twoFactor').values(factor).execute();
	const result = await resetTwoFactor({ db, now: new Date() }, { by: 'admin', account: id });
	expect(result).toEqual({ outcome: 'reset' });
	expect(await db.selectFrom('twoFactor').select('userId').execute()).toEqual([]);
	expect(await auditLog(db).list()).toMatchObject([
		{ actor: 'admin', action: 'staff.two-factor-reset', subject: id },
	]);
});

test('an account that does not exist is told as such', async () => {
	const needs = { db: store().db, now: new Date() };
	expect(await resetTwoFactor(needs, { by: 'admin', account: 'nobody' })).toEqual({
		outcome: 'unknown-account',
	});
});
