import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** Runs work as one transaction, or as a part of the one it is already in. */
export function inTransaction<T>(
	db: Kysely<Database>,
	work: (transaction: Kysely<Database>) => Promise<T>,
): Promise<T> {
	return db.isTransaction ? work(db) : db.transaction().execute(work);
}
