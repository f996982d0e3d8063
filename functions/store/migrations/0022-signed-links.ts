import type { Kysely } from 'kysely';

// Links for village officers and keepers of help points, the ticks of the ones and the reports of the others.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('signed_links')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('hash', 'text', (column) => column.notNull().unique())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('subject', 'text', (column) => column.notNull())
		.addColumn('post', 'text', (column) => column.notNull())
		.addColumn('contact', 'text')
		.addColumn('made_by', 'text', (column) => column.notNull())
		.addColumn('made_at', 'bigint', (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.addColumn('revoked_at', 'bigint')
		.execute();
	await db.schema
		.createTable('village_ticks')
		.addColumn('link_id', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('what', 'text', (column) => column.notNull())
		.addColumn('count', 'integer', (column) => column.notNull())
		.addColumn('exercise', 'integer', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('received_at', 'bigint', (column) => column.notNull())
		.addColumn('undone_at', 'bigint')
		.addPrimaryKeyConstraint('village_ticks_key', ['link_id', 'id'])
		.execute();
	await db.schema
		.createIndex('village_ticks_by_notice')
		.on('village_ticks')
		.columns(['ref', 'at'])
		.execute();
	await db.schema
		.createTable('help_point_reports')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('ref', 'text', (column) => column.notNull())
		.addColumn('state', 'text')
		.addColumn('note', 'text')
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('link_id', 'text')
		.addColumn('staff_id', 'text')
		.addColumn('waiting', 'integer', (column) => column.notNull())
		.addColumn('undone_at', 'bigint')
		.execute();
	await db.schema
		.createIndex('help_point_reports_by_point')
		.on('help_point_reports')
		.columns(['ref', 'at'])
		.execute();
}
