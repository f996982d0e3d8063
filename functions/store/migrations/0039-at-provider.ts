import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';

// When a session's owner was last at the county's identity provider, in the place of whether it began there: a password given
// here makes no such session last for ever. An account without a password here can only have begun there.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.alterTable('session')
		.addColumn('atProvider', engine === 'sqlite' ? 'date' : 'timestamptz')
		.execute();
	const yes = engine === 'sqlite' ? sql`1` : sql`true`;
	await sql`
		update "session" set "atProvider" = "createdAt"
		where "byProvider" = ${yes} or not exists (
			select 1 from "account" where "account"."userId" = "session"."userId" and "account"."password" is not null
		)
	`.execute(db);
	await db.schema.alterTable('session').dropColumn('byProvider').execute();
}
