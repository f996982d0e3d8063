import type { Kysely } from 'kysely';

// Releases, drafts with their signatures and notes, and what was announced.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('releases')
		.addColumn('number', 'integer', (column) => column.primaryKey())
		.addColumn('commit_id', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('rendered', 'integer', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('release_pin')
		.addColumn('id', 'integer', (column) => column.primaryKey())
		.addColumn('number', 'integer', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('drafts')
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('status', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('files', 'text', (column) => column.notNull())
		.addColumn('author_id', 'text', (column) => column.notNull())
		.addColumn('author_name', 'text', (column) => column.notNull())
		.addColumn('author_email', 'text', (column) => column.notNull())
		.addColumn('updated_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('drafts_key', ['collection', 'ref'])
		.execute();
	await db.schema
		.createTable('sign_offs')
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('staff_id', 'text', (column) => column.notNull())
		.addColumn('staff_name', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('sign_offs_key', ['collection', 'ref', 'hash', 'staff_id'])
		.execute();
	await db.schema
		.createTable('notes')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('collection', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('author_name', 'text', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('resolved', 'integer', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('announcements')
		.addColumn('key', 'text', (column) => column.primaryKey())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('reason', 'text')
		.addColumn('announcement', 'text', (column) => column.notNull())
		.addColumn('release_number', 'integer', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('decided_by', 'text')
		.execute();
}
