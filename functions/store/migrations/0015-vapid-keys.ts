import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';

// Keys that identify the portal to push services can be changed: each subscription knows the key that it was made for.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.createTable('vapid_keys')
		.addColumn('id', 'integer', (column) =>
			engine === 'sqlite'
				? column.primaryKey().autoIncrement()
				: column.generatedAlwaysAsIdentity().primaryKey(),
		)
		.addColumn('public_key', 'text', (column) => column.notNull().unique())
		.addColumn('private_key', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.execute();
	// The first row is number 1, and every subscription so far was made for that key.
	await db.schema
		.alterTable('subscriptions')
		.addColumn('vapid_key', 'integer', (column) => column.notNull().defaultTo(1))
		.execute();
	const known = await sql<{
		value: string;
	}>`select value from keyed_values where key = 'vapid-keys'`.execute(db);
	const [row] = known.rows;
	if (!row) return;
	const keys = JSON.parse(row.value) as { publicKey: string; privateKey: string };
	await sql`insert into vapid_keys (public_key, private_key, created_at) values (${keys.publicKey}, ${keys.privateKey}, 0)`.execute(
		db,
	);
	await sql`delete from keyed_values where key = 'vapid-keys'`.execute(db);
}
