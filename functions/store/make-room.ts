import { type Kysely, sql } from 'kysely';
import { reportStandings } from '../../src/domain/report-standing.ts';
import type { Database } from './database.ts';

/**
 * Deletes reports that look like a flood, so that calls for help can go on coming in: first what was set aside, then what
 * is about no call for help, then the oldest calls. How many.
 */
export async function makeRoom(db: Kysely<Database>, most: number): Promise<number> {
	const suspects = db
		.selectFrom('reports')
		.select('id')
		.where('standing', '=', reportStandings.indexOf('suspect'))
		.orderBy(sql`case when state = 'normal' then 1 else 0 end`)
		.orderBy('crisis')
		.orderBy('received_at')
		.limit(most);
	const deleted = await db.deleteFrom('reports').where('id', 'in', suspects).executeTakeFirst();
	return Number(deleted.numDeletedRows);
}
