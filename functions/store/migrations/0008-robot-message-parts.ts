import type { Kysely } from 'kysely';

// How many parts of a message a robot has said already.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('robot_messages')
		.addColumn('parts_sent', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
}
