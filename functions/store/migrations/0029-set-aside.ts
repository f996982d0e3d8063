import { type Kysely, sql } from 'kysely';

// Reports that were set aside are listed with what was set aside last in front.
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index reports_aside on reports (changed, id) where state <> 'normal'`.execute(
		db,
	);
}
