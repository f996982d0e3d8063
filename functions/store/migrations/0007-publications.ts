import type { Kysely } from 'kysely';

// Each publication, and when each step of it was seen done.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('publications')
		.addColumn('commit_id', 'text', (column) => column.primaryKey())
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('title', 'text', (column) => column.notNull())
		.addColumn('path', 'text', (column) => column.notNull())
		.addColumn('staff_name', 'text', (column) => column.notNull())
		.addColumn('asked_at', 'bigint', (column) => column.notNull())
		.addColumn('committed_at', 'bigint', (column) => column.notNull())
		.addColumn('released_at', 'bigint')
		.addColumn('release_number', 'integer')
		.addColumn('live_at', 'bigint')
		.addColumn('feeds_at', 'bigint')
		.addColumn('problem', 'text')
		.execute();
}
