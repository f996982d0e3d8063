import { type Kysely, sql } from 'kysely';

// How reports came in and what they are worth, screenshots, copies of one text, and answers found before anything was sent.
export async function up(db: Kysely<unknown>): Promise<void> {
	const reports = () => db.schema.alterTable('reports');
	// 0 proven, 1 unproven, 2 suspect: what waits is sorted by it.
	await reports()
		.addColumn('standing', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await reports()
		.addColumn('intake', 'text', (column) => column.notNull().defaultTo('form'))
		.execute();
	await reports()
		.addColumn('copies', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await reports().addColumn('image_id', 'text').execute();
	await db.schema
		.createIndex('reports_queue')
		.on('reports')
		.columns(['crisis desc', 'standing', 'received_at'])
		.where(sql.ref('item_id'), 'is', null)
		.where(sql.ref('state'), '=', sql.lit('normal'))
		.execute();
	await db.schema
		.createIndex('reports_delete_after')
		.on('reports')
		.column('delete_after')
		.execute();

	await db.schema
		.createTable('report_copies')
		.addColumn('receipt_hash', 'text', (column) => column.primaryKey())
		.addColumn('submission', 'text', (column) => column.unique())
		.addColumn('report_id', 'text', (column) =>
			column.notNull().references('reports.id').onDelete('cascade'),
		)
		.execute();
	await db.schema
		.createIndex('report_copies_report')
		.on('report_copies')
		.column('report_id')
		.execute();

	await db.schema
		.createTable('report_images')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('pixels_hash', 'text', (column) => column.notNull())
		.addColumn('width', 'integer', (column) => column.notNull())
		.addColumn('height', 'integer', (column) => column.notNull())
		.addColumn('delete_after', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('report_images_pixels')
		.on('report_images')
		.column('pixels_hash')
		.execute();

	await db.schema
		.createTable('door_answers')
		.addColumn('item_id', 'text', (column) => column.notNull())
		.addColumn('day', 'text', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('count', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('door_answers_key', ['item_id', 'day', 'language'])
		.execute();
}
