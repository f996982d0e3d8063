import type { Kysely } from 'kysely';

// What one person published in an emergency, until a second person has signed it.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('emergency_publications')
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('staff_id', 'text', (column) => column.notNull())
		.addColumn('staff_name', 'text', (column) => column.notNull())
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('due_at', 'bigint', (column) => column.notNull())
		.addColumn('overdue_reported', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('emergency_publications_key', ['collection', 'ref', 'hash'])
		.execute();
}
