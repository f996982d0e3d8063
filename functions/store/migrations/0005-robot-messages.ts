import type { Kysely } from 'kysely';

// What group robots are to say, and whether they said it.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('robot_messages')
		.addColumn('key', 'text', (column) => column.notNull())
		.addColumn('robot', 'text', (column) => column.notNull())
		.addColumn('announcement', 'text', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('attempts', 'integer', (column) => column.notNull())
		.addColumn('due_at', 'bigint', (column) => column.notNull())
		.addColumn('error', 'text')
		.addPrimaryKeyConstraint('robot_messages_key', ['key', 'robot'])
		.execute();
}
