import { changeStaff, type StaffChange, type StaffChangeNeeds } from '../auth/staff-change.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

export type EnableOutcome = { readonly outcome: 'enabled' | 'unknown-account' };

/** Lets a disabled person in again, with the roles and the password of before. */
export function enableStaff(needs: StaffChangeNeeds, change: StaffChange): Promise<EnableOutcome> {
	return changeStaff<EnableOutcome>(needs, change, async (transaction, staff) => {
		const accounts = staffAccounts(transaction);
		// A sign-in at the identity provider may have gone on while the account was disabled.
		await accounts.endSessions(staff.id);
		await accounts.setDisabled(staff.id, false, needs.now);
		return { result: { outcome: 'enabled' }, record: { action: 'staff.enabled' } };
	});
}
