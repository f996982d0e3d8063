import type { Kysely } from 'kysely';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { staffSessions } from '../store/staff-sessions.ts';
import { inTransaction } from '../store/transaction.ts';

/**
 * Ends a session of the own account, or all but the one that this is asked in; records it where there was one to end.
 * `session-over`, and nothing ended, where that one has ended meanwhile, as for who pressed twice.
 */
export function endSessions(
	{ db, now }: { readonly db: Kysely<Database>; readonly now: Date },
	{
		account,
		session,
		kept,
	}: {
		readonly account: string;
		/** The one that ends; without it all but `kept`. */
		readonly session?: string | undefined;
		readonly kept: string;
	},
): Promise<'ended' | 'session-over'> {
	return inTransaction(db, async (transaction) => {
		const sessions = staffSessions(transaction);
		if (!(await sessions.has(account, kept))) return 'session-over';
		const ended = session
			? Number(await sessions.end(account, session))
			: await sessions.endOthers(account, kept);
		if (ended === 0) return 'ended';
		const event = { actor: account, action: 'staff.sessions-ended' as const, subject: account };
		await auditLog(transaction).append({ at: now, ...event, details: { ended } });
		return 'ended';
	});
}
