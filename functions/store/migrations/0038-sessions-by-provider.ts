import type { Kysely } from 'kysely';
import type { Engine } from '../database.ts';

// Whether a session began at the county's identity provider, which then answers for the second factor. Of those that go on
// already nobody knows; they are taken for sign-ins with a password.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.alterTable('session')
		.addColumn('byProvider', engine === 'sqlite' ? 'integer' : 'boolean')
		.execute();
}
