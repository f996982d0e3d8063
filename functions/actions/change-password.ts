import type { Kysely } from 'kysely';
import { isGuessable } from '../auth/guessable-password.ts';
import { isAcceptablePassword, type Passwords } from '../auth/passwords.ts';
import { auditLog } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { invitations } from '../store/invitations.ts';
import { exclusively } from '../store/locks.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { staffSessions } from '../store/staff-sessions.ts';

/** Why a password is not taken for a new one; `own` are the names that anybody would try. */
export function newPasswordFault(
	password: string,
	own: readonly string[],
): 'weak-password' | 'guessable-password' | undefined {
	if (!isAcceptablePassword(password)) return 'weak-password';
	return isGuessable(password, own) ? 'guessable-password' : undefined;
}

interface Needs {
	readonly db: Kysely<Database>;
	readonly passwords: Passwords;
	readonly now: Date;
}

/**
 * Gives an account the password that its owner chose. All sessions end but the one that it was chosen in; `session-over` where
 * that one has ended meanwhile, and it is not the password by another way: who pressed twice has changed it.
 */
export async function changePassword(
	{ db, passwords, now }: Needs,
	{
		account,
		session,
		password,
	}: { readonly account: string; readonly session: string; readonly password: string },
): Promise<'changed' | 'session-over'> {
	const hash = await passwords.hash(password);
	const outcome = await exclusively(db, 'staff', async (transaction) => {
		const sessions = staffSessions(transaction);
		if (!(await sessions.has(account, session))) return 'session-over' as const;
		await staffAccounts(transaction).setPassword(account, hash, now);
		// Else a link that somebody came by would set another one.
		await invitations(transaction).void('reset', account);
		const ended = await sessions.endOthers(account, session);
		const event = { actor: account, action: 'staff.password-changed' as const, subject: account };
		await auditLog(transaction).append({ at: now, ...event, details: { ended } });
		return 'changed' as const;
	});
	if (outcome === 'changed') return outcome;
	const present = await staffAccounts(db).passwordHash(account);
	const isChanged = present && (await passwords.verify({ hash: present, password }));
	return isChanged ? 'changed' : 'session-over';
}
