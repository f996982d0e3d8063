import {
	changeStaff,
	isLastAdministrator,
	type StaffChange,
	type StaffChangeNeeds,
} from '../auth/staff-change.ts';
import { invitations } from '../store/invitations.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

export type DisableOutcome = {
	readonly outcome: 'disabled' | 'last-administrator' | 'unknown-account';
};

/** Keeps a person out at once: sessions end, links are void. What they did stays under their name. */
export function disableStaff(
	needs: StaffChangeNeeds,
	change: StaffChange,
): Promise<DisableOutcome> {
	return changeStaff<DisableOutcome>(needs, change, async (transaction, staff) => {
		if (await isLastAdministrator(transaction, staff)) {
			return { result: { outcome: 'last-administrator' } };
		}
		const accounts = staffAccounts(transaction);
		await accounts.setDisabled(staff.id, true, needs.now);
		await accounts.endSessions(staff.id);
		await invitations(transaction).void('reset', staff.id);
		return { result: { outcome: 'disabled' }, record: { action: 'staff.disabled' } };
	});
}
