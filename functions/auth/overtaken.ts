import type { Kysely } from 'kysely';
import type { AuditAction } from '../../src/domain/audit-actions.ts';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { exclusively } from '../store/locks.ts';

/** What ends the sessions of an account, and so has to end a sign-in that is under way. Each is recorded as it is done. */
export const endings: ReadonlySet<AuditAction> = new Set([
	'staff.disabled',
	'staff.password-changed',
	'staff.password-set',
	'staff.two-factor-reset',
	'staff.two-factor-set-up',
]);

/** Looks over what a password or a code lets somebody do, from before it is looked at. */
export interface AccountWatch {
	/**
	 * Asked after what it opened is stored: whether the account was changed meanwhile, so that what let it in, such as the
	 * password before, holds no more.
	 */
	isOvertaken(account: string, by?: ReadonlySet<AuditAction>): Promise<boolean>;
}

/** Notes the moment at which a password or a code is looked at. */
export async function watchAccounts(db: Kysely<Database>): Promise<AccountWatch> {
	const [last] = await auditLog(db).list({ order: 'newest-first', limit: 1 });
	return {
		// The changes hold this lock to their end: one that has ended the sessions and is not yet to be seen is waited for.
		isOvertaken: (account, by = endings) =>
			exclusively(db, 'staff', async (transaction) => {
				const after = last?.sequence ?? 0;
				const since = await auditLog(transaction).list({ after, subject: account });
				return since.some(({ action }) => by.has(action));
			}),
	};
}
