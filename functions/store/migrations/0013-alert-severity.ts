import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';

// From which severity on a subscriber wants to hear, and which ids a batch spans, so that who was told can be told the end.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.alterTable('subscriptions')
		.addColumn('least_severity', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	for (const name of ['first_id', 'last_id']) {
		await db.schema
			.alterTable('alert_batches')
			.addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
			.execute();
	}
	const { first, last } = ends[engine];
	await sql`update alert_batches set first_id = coalesce(${sql.raw(first)}, ''), last_id = coalesce(${sql.raw(last)}, '')`.execute(
		db,
	);
	await db.schema
		.createIndex('alert_batches_span')
		.on('alert_batches')
		.columns(['alert_key', 'last_id', 'first_id'])
		.execute();
}

/** The first and last id of the list in a batch. */
const ends = {
	sqlite: {
		first: "json_extract(subscriptions, '$[0]')",
		last: "json_extract(subscriptions, '$[#-1]')",
	},
	postgres: { first: 'subscriptions::json ->> 0', last: 'subscriptions::json ->> -1' },
} as const;
