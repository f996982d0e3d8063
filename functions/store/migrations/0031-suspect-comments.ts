import type { Kysely } from 'kysely';

// Which comments look as if a program had sent them: staff see them last, and nothing that was typed is dropped.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('incident_comments')
		.addColumn('suspect', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
}
