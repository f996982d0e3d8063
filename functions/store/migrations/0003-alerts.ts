import type { Kysely } from 'kysely';

// Who asked for alerts, and what was sent to whom: the ledger.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('subscriptions')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('endpoint', 'text', (column) => column.notNull())
		.addColumn('p256dh', 'text', (column) => column.notNull())
		.addColumn('auth', 'text', (column) => column.notNull())
		.addColumn('origin', 'text', (column) => column.notNull())
		.addColumn('language', 'text', (column) => column.notNull())
		.addColumn('topics', 'text', (column) => column.notNull())
		.addColumn('areas', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('delivered_at', 'bigint')
		.execute();
	await db.schema
		.createTable('alerts')
		.addColumn('key', 'text', (column) => column.primaryKey())
		.addColumn('announcement', 'text', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		// The last subscription that was put into a batch; subscriptions are walked in the order of their ids.
		.addColumn('cut_after', 'text', (column) => column.notNull())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('deadline', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('alert_batches')
		.addColumn('alert_key', 'text', (column) => column.notNull())
		.addColumn('number', 'integer', (column) => column.notNull())
		.addColumn('subscriptions', 'text', (column) => column.notNull())
		// One letter per subscription: what became of it.
		.addColumn('results', 'text', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('due_at', 'bigint', (column) => column.notNull())
		.addColumn('attempts', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('alert_batches_key', ['alert_key', 'number'])
		.execute();
	await db.schema
		.createIndex('alert_batches_due')
		.on('alert_batches')
		.columns(['state', 'due_at'])
		.execute();
}
