import { changeStaff, type StaffChange, type StaffChangeNeeds } from '../auth/staff-change.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

export type ResetTwoFactorOutcome = { readonly outcome: 'reset' | 'unknown-account' };

/** Removes the second factor of a person who lost the phone. Sessions end: whoever has the phone may have one. */
export function resetTwoFactor(
	needs: StaffChangeNeeds,
	change: StaffChange,
): Promise<ResetTwoFactorOutcome> {
	return changeStaff<ResetTwoFactorOutcome>(needs, change, async (transaction, staff) => {
		const accounts = staffAccounts(transaction);
		await accounts.removeTwoFactor(staff.id, needs.now);
		await accounts.endSessions(staff.id);
		return { result: { outcome: 'reset' }, record: { action: 'staff.two-factor-reset' } };
	});
}
