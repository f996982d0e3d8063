import type { Kysely } from 'kysely';

// What residents reported, and the items that moderators group reports into.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('items')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('claim', 'text', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('harm', 'integer', (column) => column.notNull())
		.addColumn('spread', 'integer', (column) => column.notNull())
		.addColumn('next_update_at', 'bigint')
		.addColumn('referred_to', 'text')
		.addColumn('draft_ref', 'text')
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('first_seen_at', 'bigint', (column) => column.notNull())
		.addColumn('first_answered_at', 'bigint')
		.execute();
	await db.schema
		.createTable('reports')
		.addColumn('id', 'text', (column) => column.primaryKey())
		// The receipt itself is shown once and not kept.
		.addColumn('receipt_hash', 'text', (column) => column.notNull().unique())
		.addColumn('submission', 'text', (column) => column.unique())
		.addColumn('received_at', 'bigint', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('channel', 'text', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('content_hash', 'text', (column) => column.notNull())
		.addColumn('area', 'text')
		.addColumn('heard_on', 'text')
		.addColumn('crisis', 'integer', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('item_id', 'text', (column) => column.references('items.id'))
		.addColumn('delete_after', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('reports_content').on('reports').column('content_hash').execute();
	await db.schema.createIndex('reports_item').on('reports').column('item_id').execute();
}
