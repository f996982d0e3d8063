import { type Kysely, sql } from 'kysely';
import type { Database, Engine } from './database.ts';

/** What stays behind in files of what was deleted. */
export function traces(db: Kysely<Database>, engine: Engine) {
	return {
		/**
		 * Empties the write-ahead log of the embedded store, in which earlier states of a page are kept until they are written over
		 * by chance. A database server does so by its own rules.
		 */
		async overwrite(): Promise<void> {
			if (engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db);
		},
	};
}
