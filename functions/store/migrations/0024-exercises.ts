import type { Kysely } from 'kysely';

// Exercises, what of them was delivered, what was written for them, and their reports, which stay when the rest is deleted.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('exercises')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('scenario', 'text', (column) => column.notNull())
		.addColumn('started_at', 'bigint', (column) => column.notNull())
		.addColumn('started_by', 'text', (column) => column.notNull())
		.addColumn('ended_at', 'bigint')
		.addColumn('notes', 'text', (column) => column.notNull().defaultTo(''))
		.addColumn('report', 'text')
		.addColumn('cleared_at', 'bigint')
		.execute();
	await db.schema
		.createTable('exercise_injects')
		.addColumn('exercise_id', 'text', (column) => column.notNull())
		.addColumn('inject', 'text', (column) => column.notNull())
		.addColumn('delivered_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('exercise_injects_key', ['exercise_id', 'inject'])
		.execute();
	await db.schema
		.createTable('exercise_entries')
		.addColumn('exercise_id', 'text', (column) => column.notNull())
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('lifecycle', 'text', (column) => column.notNull())
		.addColumn('inject', 'text')
		.addColumn('made_at', 'bigint', (column) => column.notNull())
		.addColumn('made_by', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('exercise_entries_key', ['exercise_id', 'collection', 'ref'])
		.execute();
}
