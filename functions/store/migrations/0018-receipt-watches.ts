import type { Kysely } from 'kysely';

// Browsers that want to be told when a report is answered. A watch goes with its report.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('receipt_watches')
		.addColumn('report_id', 'text', (column) =>
			column.notNull().references('reports.id').onDelete('cascade'),
		)
		.addColumn('browser_id', 'text', (column) => column.notNull())
		.addColumn('endpoint', 'text', (column) => column.notNull())
		.addColumn('origin', 'text', (column) => column.notNull())
		.addColumn('p256dh', 'text', (column) => column.notNull())
		.addColumn('auth', 'text', (column) => column.notNull())
		.addColumn('vapid_key', 'integer', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('told', 'text', (column) => column.notNull())
		.addColumn('attempts', 'integer', (column) => column.notNull())
		.addColumn('due_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('receipt_watches_key', ['report_id', 'browser_id'])
		.execute();
	await db.schema
		.createIndex('receipt_watches_browser')
		.on('receipt_watches')
		.column('browser_id')
		.execute();
}
