import type { Kysely } from 'kysely';

// Who hears of exercises, by whose leave and until when, and whether a browser hears what is announced to the public at all.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('subscriptions')
		.addColumn('hears_public', 'integer', (column) => column.notNull().defaultTo(1))
		.execute();
	await db.schema.alterTable('subscriptions').addColumn('exercise_by', 'text').execute();
	await db.schema
		.alterTable('subscriptions')
		.addColumn('exercise_until', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
}
