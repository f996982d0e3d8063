import type { Kysely } from 'kysely';

// The last version of each draft that has ended, so that no later draft of the same name takes a number again.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('ended_drafts')
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('ended_drafts_key', ['collection', 'ref'])
		.execute();
}
