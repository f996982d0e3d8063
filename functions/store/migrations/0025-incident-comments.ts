import type { Kysely } from 'kysely';

// What residents say to the review of an incident. Kept apart from reports: nothing of it is a rumor.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('incident_comments')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('incident', 'text', (column) => column.notNull())
		.addColumn('received_at', 'bigint', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('crisis', 'integer', (column) => column.notNull())
		.addColumn('delete_after', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('incident_comments_by_incident')
		.on('incident_comments')
		.columns(['incident', 'received_at'])
		.execute();
}
