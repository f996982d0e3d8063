import type { Kysely } from 'kysely';

// A subscriber may not want to be woken for little; a batch of such subscribers waits until the morning.
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const name of ['quiet_from', 'quiet_until'])
		await db.schema.alterTable('subscriptions').addColumn(name, 'integer').execute();
	await db.schema
		.alterTable('alert_batches')
		.addColumn('not_before', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
}
