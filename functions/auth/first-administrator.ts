import type { Kysely } from 'kysely';
import type { Database } from '../store/database.ts';
import { invitations } from '../store/invitations.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { linkLifetime } from './one-time-link.ts';

/**
 * A token for the first administrator, while there is no account; one made at an earlier start is void.
 * There are no default accounts: only who can read the server's output gets in.
 */
export async function offerFirstAdministrator(
	db: Kysely<Database>,
	now: Date,
): Promise<string | undefined> {
	if (await staffAccounts(db).hasAny()) return undefined;
	const expiresAt = new Date(now.getTime() + linkLifetime['first-administrator']);
	return invitations(db).issue(
		{ purpose: 'first-administrator', subject: '', roles: ['admin'], expiresAt },
		now,
	);
}
