import { type Kysely, sql } from 'kysely';

// When an alert was queued and delivered at each push service, when a channel took a message, and which steps were reported as late.
export async function up(db: Kysely<unknown>): Promise<void> {
	// A batch is for one push service. Those that were cut before are for nobody in particular.
	await db.schema
		.alterTable('alert_batches')
		.addColumn('origin', 'text', (column) => column.notNull().defaultTo(''))
		.execute();
	await db.schema.alterTable('alert_batches').addColumn('first_delivered_at', 'bigint').execute();
	await db.schema.alterTable('alert_batches').addColumn('last_delivered_at', 'bigint').execute();
	await db.schema.alterTable('alerts').addColumn('queued_at', 'bigint').execute();
	await db.schema
		.alterTable('robot_messages')
		.addColumn('queued_at', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await sql`update robot_messages set queued_at = due_at`.execute(db);
	await db.schema.alterTable('robot_messages').addColumn('delivered_at', 'bigint').execute();
	await db.schema
		.createTable('late_steps')
		.addColumn('commit_id', 'text', (column) => column.notNull())
		.addColumn('step', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('late_steps_key', ['commit_id', 'step'])
		.execute();
}
