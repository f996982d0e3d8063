import { linkLifetime } from '../auth/one-time-link.ts';
import { changeStaff, type StaffChange, type StaffChangeNeeds } from '../auth/staff-change.ts';
import { invitations } from '../store/invitations.ts';

export type ResetPasswordOutcome =
	| { readonly outcome: 'link-made'; readonly email: string; readonly token: string }
	| { readonly outcome: 'account-disabled' | 'unknown-account' };

/** Makes a link for a new password. The old one holds until the link is used, so a link in the wrong hands is noticed. */
export function resetPassword(
	needs: StaffChangeNeeds,
	change: StaffChange,
): Promise<ResetPasswordOutcome> {
	return changeStaff<ResetPasswordOutcome>(needs, change, async (transaction, staff) => {
		if (staff.disabled) return { result: { outcome: 'account-disabled' } };
		const expiresAt = new Date(needs.now.getTime() + linkLifetime.reset);
		const invitation = { purpose: 'reset', subject: staff.id, roles: [], expiresAt } as const;
		const token = await invitations(transaction).issue(invitation, needs.now);
		return {
			result: { outcome: 'link-made', email: staff.email, token },
			record: { action: 'staff.password-link-made' },
		};
	});
}
