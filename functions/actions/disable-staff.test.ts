import { expect, test } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { disableStaff } from './disable-staff.ts';
import { enableStaff } from './enable-staff.ts';

const store = freshSqlite();
const needs = () => ({ db: store().db, now: new Date() });
const disabledAccounts = async () =>
	(await staffAccounts(store().db).list()).filter(({ disabled }) => disabled).map(({ id }) => id);

test('a disabled person is out and can be let in again', async () => {
	const { id } = await aStaffMember(store());
	const change = { by: 'admin', account: id };
	expect(await disableStaff(needs(), change)).toEqual({ outcome: 'disabled' });
	expect(await disabledAccounts()).toEqual([id]);
	expect(await enableStaff(needs(), change)).toEqual({ outcome: 'enabled' });
	expect(await disabledAccounts()).toEqual([]);
	expect(await auditLog(store().db).list()).toMatchObject([
		{ actor: 'admin', action: 'staff.disabled', subject: id },
		{ actor: 'admin', action: 'staff.enabled', subject: id },
	]);
});

test('the last administrator stays', async () => {
	const { id } = await aStaffMember(store(), { roles: ['admin', 'editor'] });
	expect(await disableStaff(needs(), { by: id, account: id })).toEqual({
		outcome: 'last-administrator',
	});
	expect(await auditLog(store().db).list()).toEqual([]);
});

test('of two administrators who disable each other at once one stays', async () => {
	const first = await aStaffMember(store(), { roles: ['admin'] });
	const second = await aStaffMember(store(), { roles: ['admin'] });
	await Promise.all([
		disableStaff(needs(), { by: first.id, account: second.id }),
		disableStaff(needs(), { by: second.id, account: first.id }),
	]);
	expect(await disabledAccounts()).toHaveLength(1);
});

test('a disabled administrator does not count as one', async () => {
	const first = await aStaffMember(store(), { roles: ['admin'] });
	const second = await aStaffMember(store(), { roles: ['admin'] });
	await disableStaff(needs(), { by: first.id, account: second.id });
	expect(await disableStaff(needs(), { by: first.id, account: first.id })).toEqual({
		outcome: 'last-administrator',
	});
});

test('an account that does not exist is told as such', async () => {
	const change = { by: 'admin', account: 'nobody' };
	expect(await disableStaff(needs(), change)).toEqual({ outcome: 'unknown-account' });
	expect(await enableStaff(needs(), change)).toEqual({ outcome: 'unknown-account' });
});
