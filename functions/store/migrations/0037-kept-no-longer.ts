import { type Kysely, sql } from 'kysely';

// The desk's log ends after three years: what is old is found, and taken away with the claims it was about, without a walk
// through all of it. Since when a browser has its address tells for how long an address has taken nothing; of those that are
// there already nobody knows, so their time begins now.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.createIndex('desk_log_at').on('desk_log').column('at').execute();
	await db.schema
		.createIndex('desk_log_items_entry')
		.on('desk_log_items')
		.column('entry_id')
		.execute();
	await db.schema
		.alterTable('subscriptions')
		.addColumn('renewed_at', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await sql`update subscriptions set renewed_at = ${Date.now()}`.execute(db);
}
