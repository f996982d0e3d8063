import type { Kysely } from 'kysely';

// When a publication's CAP message was seen on the public address. What was proved before had none.
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('publications').addColumn('cap_at', 'bigint').execute();
}
