import type { Kysely } from 'kysely';

// The desk's log ends after three years: what is old is found, and taken away with the claims it was about, without a walk
// through all of it.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.createIndex('desk_log_at').on('desk_log').column('at').execute();
	await db.schema
		.createIndex('desk_log_items_entry')
		.on('desk_log_items')
		.column('entry_id')
		.execute();
}
