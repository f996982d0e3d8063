import type { Kysely } from 'kysely';
import type { Role } from '../../src/domain/roles.ts';
import { linkLifetime } from '../auth/one-time-link.ts';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { invitations } from '../store/invitations.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { inTransaction } from '../store/transaction.ts';

export type InviteOutcome =
	| { readonly outcome: 'invited'; readonly email: string; readonly token: string }
	| { readonly outcome: 'has-account' | 'no-roles' };

/** Invites a person to an account with these roles. A second invitation replaces the first. */
export function inviteStaff(
	{ db, now }: { db: Kysely<Database>; now: Date },
	{ by, email, roles }: { by: string; email: string; roles: readonly Role[] },
): Promise<InviteOutcome> {
	return inTransaction(db, async (transaction) => {
		const subject = email.toLowerCase();
		if (roles.length === 0) return { outcome: 'no-roles' };
		if (await staffAccounts(transaction).findByEmail(subject)) return { outcome: 'has-account' };
		const expiresAt = new Date(now.getTime() + linkLifetime.invitation);
		const invitation = { purpose: 'invitation', subject, roles, expiresAt } as const;
		const token = await invitations(transaction).issue(invitation, now);
		await auditLog(transaction).append({
			at: now,
			actor: by,
			action: 'staff.invited',
			subject,
			details: { roles },
		});
		return { outcome: 'invited', email: subject, token };
	});
}
