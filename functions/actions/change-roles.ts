import type { Role } from '../../src/domain/roles.ts';
import {
	changeStaff,
	isLastAdministrator,
	type StaffChange,
	type StaffChangeNeeds,
} from '../auth/staff-change.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

export type ChangeRolesOutcome = {
	readonly outcome: 'changed' | 'no-roles' | 'last-administrator' | 'unknown-account';
};

/** Gives a person these roles and no others, from their next request on. */
export function changeRoles(
	needs: StaffChangeNeeds,
	change: StaffChange & { readonly roles: readonly Role[] },
): Promise<ChangeRolesOutcome> {
	return changeStaff<ChangeRolesOutcome>(needs, change, async (transaction, staff) => {
		const { roles } = change;
		if (roles.length === 0) return { result: { outcome: 'no-roles' } };
		if (!roles.includes('admin') && (await isLastAdministrator(transaction, staff))) {
			return { result: { outcome: 'last-administrator' } };
		}
		await staffAccounts(transaction).setRoles(staff.id, roles, needs.now);
		const details = { from: staff.roles, to: roles };
		return { result: { outcome: 'changed' }, record: { action: 'staff.roles-changed', details } };
	});
}
