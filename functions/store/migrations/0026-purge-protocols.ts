import type { Kysely } from 'kysely';

// What was deleted at the end of an incident, in a signed text without personal data. These are never deleted.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('purge_protocols')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('incident', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('document', 'text', (column) => column.notNull())
		.addColumn('key_id', 'text', (column) => column.notNull())
		.addColumn('signature', 'text', (column) => column.notNull())
		.execute();
}
