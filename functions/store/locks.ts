import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

export interface LocksTable {
	name: string;
}

/** Runs work in a transaction that no other with the same name overlaps, on any machine, so that a rule it checks still holds when it commits. */
export function exclusively<T>(
	db: Kysely<Database>,
	name: string,
	work: (transaction: Kysely<Database>) => Promise<T>,
): Promise<T> {
	return inTransaction(db, async (transaction) => {
		await transaction
			.insertInto('locks')
			.values({ name })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
			.execute();
		return work(transaction);
	});
}
