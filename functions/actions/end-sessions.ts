import type { Kysely } from 'kysely';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { staffSessions } from '../store/staff-sessions.ts';
import { inTransaction } from '../store/transaction.ts';

/** Ends a session of the own account, or all but the one that this is asked in; records it where there was one to end. */
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
): Promise<void> {
	return inTransaction(db, async (transaction) => {
		const sessions = staffSessions(transaction);
		const ended = session
			? Number(await sessions.end(account, session))
			: await sessions.endOthers(account, kept);
		if (ended === 0) return;
		const event = { actor: account, action: 'staff.sessions-ended' as const, subject: account };
		await auditLog(transaction).append({ at: now, ...event, details: { ended } });
	});
}
