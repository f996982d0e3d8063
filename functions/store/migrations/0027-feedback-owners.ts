import type { Kysely } from 'kysely';

// For which body a member of staff reads what readers say, and what became of each thing they wrote to be missing.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('staff_bodies')
		.addColumn('staff_id', 'text', (column) => column.primaryKey())
		.addColumn('body', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('gap_handlings')
		.addColumn('gap_id', 'text', (column) => column.primaryKey())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('note', 'text', (column) => column.notNull())
		.addColumn('staff_id', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.execute();
}
