import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** What opened something once, or proved somebody, and does so no more. */
export interface EndedAccess {
	/** Deletes sessions, steps of a sign-in, one-time links, and proofs that were used, whose time is over. */
	forget(now: Date): Promise<void>;
}

export function endedAccess(db: Kysely<Database>): EndedAccess {
	return {
		async forget(now) {
			// The tables of the sign-in library keep instants as it writes them.
			for (const table of ['session', 'verification'] as const)
				await db.deleteFrom(table).where('expiresAt', '<=', now.toISOString()).execute();
			for (const table of ['invitations', 'spent_tokens'] as const)
				await db.deleteFrom(table).where('expires_at', '<=', now.getTime()).execute();
		},
	};
}
