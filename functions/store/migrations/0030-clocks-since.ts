import { type Kysely, sql } from 'kysely';

// When the clocks of an item began anew, as it was opened again after it was closed.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('items').addColumn('clocks_since', 'bigint').execute();
	await sql`update items set clocks_since = reopened_at`.execute(db);
}
