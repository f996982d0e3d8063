import type { Kysely } from 'kysely';
import type { AuditAction } from '../../src/domain/audit-actions.ts';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';

/** What ends the sessions of an account, and so has to end a sign-in that is under way. Each is recorded as it is done. */
const endings: ReadonlySet<AuditAction> = new Set([
	'staff.disabled',
	'staff.password-changed',
	'staff.password-set',
	'staff.two-factor-reset',
	'staff.two-factor-set-up',
]);

/**
 * Notes the moment at which a sign-in begins. Asked after its session is made, it says whether the account was changed
 * meanwhile: what let the sign-in in, such as the password before, then holds no more.
 */
export async function beginSignIn(
	db: Kysely<Database>,
): Promise<{ readonly isOvertaken: (account: string) => Promise<boolean> }> {
	const audit = auditLog(db);
	const [last] = await audit.list({ order: 'newest-first', limit: 1 });
	return {
		async isOvertaken(account) {
			const since = await audit.list({ after: last?.sequence ?? 0, subject: account });
			return since.some(({ action }) => endings.has(action));
		},
	};
}
