import { expect, test } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { changeRoles } from './change-roles.ts';

const store = freshSqlite();
const needs = () => ({ db: store().db, now: new Date() });

test('a person gets these roles and no others', async () => {
	const { id } = await aStaffMember(store(), { roles: ['editor'] });
	const change = { by: 'admin', account: id, roles: ['publisher', 'moderator'] as const };
	expect(await changeRoles(needs(), change)).toEqual({ outcome: 'changed' });
	expect((await staffAccounts(store().db).find(id))?.roles).toEqual(['publisher', 'moderator']);
	expect(await auditLog(store().db).list()).toMatchObject([
		{ subject: id, details: { from: ['editor'], to: ['publisher', 'moderator'] } },
	]);
});

test('the last administrator cannot step down', async () => {
	const { id } = await aStaffMember(store(), { roles: ['admin'] });
	expect(await changeRoles(needs(), { by: id, account: id, roles: ['editor'] })).toEqual({
		outcome: 'last-administrator',
	});
});

test('the last administrator can take a further role', async () => {
	const { id } = await aStaffMember(store(), { roles: ['admin'] });
	expect(await changeRoles(needs(), { by: id, account: id, roles: ['admin', 'editor'] })).toEqual({
		outcome: 'changed',
	});
});

test('nobody is left without a role', async () => {
	const { id } = await aStaffMember(store());
	expect(await changeRoles(needs(), { by: 'admin', account: id, roles: [] })).toEqual({
		outcome: 'no-roles',
	});
});
