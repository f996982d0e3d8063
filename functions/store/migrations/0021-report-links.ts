import type { Kysely } from 'kysely';

// Which pages reports point at, so that those who ask about the same page are answered together.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('report_links')
		.addColumn('link_hash', 'text', (column) => column.notNull())
		.addColumn('report_id', 'text', (column) =>
			column.notNull().references('reports.id').onDelete('cascade'),
		)
		.addPrimaryKeyConstraint('report_links_key', ['link_hash', 'report_id'])
		.execute();
	await db.schema
		.createIndex('report_links_report')
		.on('report_links')
		.column('report_id')
		.execute();
}
