import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

export interface SpentTokensTable {
	token_hash: string;
	expires_at: number;
}

/** Remembers what may be used once only and cannot say so itself: codes of a second factor, solutions of a proof of work. */
export interface SpentTokens {
	/** Whether this is the first use. The token is remembered until it would be refused for its age anyway. */
	spend(token: string, times: { readonly now: Date; readonly expiresAt: Date }): Promise<boolean>;
}

export function spentTokens(db: Kysely<Database>): SpentTokens {
	return {
		async spend(token, { now, expiresAt }) {
			await db.deleteFrom('spent_tokens').where('expires_at', '<=', now.getTime()).execute();
			const row = await db
				.insertInto('spent_tokens')
				.values({
					token_hash: createHash('sha256').update(token).digest('hex'),
					expires_at: expiresAt.getTime(),
				})
				.onConflict((conflict) => conflict.column('token_hash').doNothing())
				.returning('token_hash')
				.executeTakeFirst();
			return row !== undefined;
		},
	};
}
