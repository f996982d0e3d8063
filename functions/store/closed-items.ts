import { type Kysely, sql } from 'kysely';
import { type AskerCounts, spikeBeforeMs, spikeWindowMs } from '../../src/domain/spike.ts';
import type { Database } from './database.ts';

/** Closed items about which somebody asked lately, with how many different people did, since they were closed and before. */
export async function askersOfClosedItems(
	db: Kysely<Database>,
	now: Date,
): Promise<readonly ({ readonly item: string } & AskerCounts)[]> {
	const lately = now.getTime() - spikeWindowMs;
	// A mobile network gives many one address; they still ask from different townships.
	const asker = sql`coalesce(reports.asker, reports.id) || '/' || coalesce(reports.area, '')`;
	const isNew = sql`received_at >= ${lately} and received_at > coalesce(closed_at, 0)`;
	const rows = await db
		.selectFrom('reports')
		.innerJoin('items', 'items.id', 'item_id')
		.select([
			'items.id',
			sql<number>`count(distinct case when ${isNew} then ${asker} end)`.as('lately'),
			sql<number>`count(distinct case when not (${isNew}) then ${asker} end)`.as('before'),
		])
		.where('items.state', 'in', ['answered', 'not-a-claim', 'referred'])
		.where('merged_into', 'is', null)
		.where('removed_at', 'is', null)
		.where('reports.state', '=', 'normal')
		.where('received_at', '>=', lately - spikeBeforeMs)
		.groupBy('items.id')
		.execute();
	return rows
		.map((row) => ({ item: row.id, lately: Number(row.lately), before: Number(row.before) }))
		.filter((row) => row.lately > 0);
}
