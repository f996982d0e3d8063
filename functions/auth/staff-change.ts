import type { Kysely } from 'kysely';
import type { AuditAction } from '../../src/domain/audit-actions.ts';
import type { StaffAccount } from '../../src/domain/staff-answers.ts';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { exclusively } from '../store/locks.ts';
import { staffAccounts } from '../store/staff-accounts.ts';

/** A change to one account, by a member of staff. */
export interface StaffChange {
	/** The id of who changes. */
	readonly by: string;
	/** The id of whose account it is. */
	readonly account: string;
}

export interface StaffChangeNeeds {
	readonly db: Kysely<Database>;
	readonly now: Date;
}

/** Changes an account and records it, or neither. Changes wait for one another, so that "the last administrator" is one person. */
export function changeStaff<T extends { readonly outcome: string }>(
	{ db, now }: StaffChangeNeeds,
	{ by, account }: StaffChange,
	change: (
		transaction: Kysely<Database>,
		staff: StaffAccount,
	) => Promise<{ result: T; record?: { action: AuditAction; details?: Record<string, unknown> } }>,
): Promise<T | { readonly outcome: 'unknown-account' }> {
	return exclusively(db, 'staff', async (transaction) => {
		const staff = await staffAccounts(transaction).find(account);
		if (!staff) return { outcome: 'unknown-account' };
		const { result, record } = await change(transaction, staff);
		if (record) {
			const { action, details = {} } = record;
			await auditLog(transaction).append({ at: now, actor: by, action, subject: account, details });
		}
		return result;
	});
}

/** Whether nobody could manage staff any more without this account. */
export async function isLastAdministrator(
	db: Kysely<Database>,
	staff: StaffAccount,
): Promise<boolean> {
	const all = await staffAccounts(db).list();
	const administrators = all.filter(({ roles, disabled }) => roles.includes('admin') && !disabled);
	return administrators.length === 1 && administrators[0]?.id === staff.id;
}
