import type { Kysely } from 'kysely';

// What readers say about pages and do not find: counts for each day, and what they write to be missing. Nothing tells who it was.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('page_answers')
		.addColumn('day', 'text', (column) => column.notNull())
		.addColumn('path', 'text', (column) => column.notNull())
		.addColumn('answer', 'text', (column) => column.notNull())
		.addColumn('count', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('page_answers_key', ['day', 'path', 'answer'])
		.execute();
	await db.schema
		.createTable('page_gaps')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('day', 'text', (column) => column.notNull())
		.addColumn('path', 'text', (column) => column.notNull())
		.addColumn('text', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('missed_searches')
		.addColumn('day', 'text', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('words', 'text', (column) => column.notNull())
		.addColumn('count', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('missed_searches_key', ['day', 'language', 'words'])
		.execute();
}
