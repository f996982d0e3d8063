import type { Kysely } from 'kysely';

// Which texts that lie ready for a hazard a publisher approved, and when; `words_hash` is of the words that were approved.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('readiness_approvals')
		.addColumn('hazard', 'text', (column) => column.notNull())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('words_hash', 'text', (column) => column.notNull())
		.addColumn('approved_by', 'text', (column) => column.notNull())
		.addColumn('approved_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('readiness_approvals_key', ['hazard', 'kind'])
		.execute();
}
