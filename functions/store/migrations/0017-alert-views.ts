import type { Kysely } from 'kysely';

// How often alerts were shown and opened, for each day, where the county counts. Nothing tells who it was.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('alert_views')
		.addColumn('alert_key', 'text', (column) => column.notNull())
		.addColumn('day', 'text', (column) => column.notNull())
		.addColumn('what', 'text', (column) => column.notNull())
		.addColumn('count', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('alert_views_key', ['alert_key', 'day', 'what'])
		.execute();
}
