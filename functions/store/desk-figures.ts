import { type Kysely, sql } from 'kysely';
import type { FigureCounts, FigureItem } from '../../src/domain/desk-figures.ts';
import { isClosed } from '../../src/domain/report.ts';
import { toDay } from '../../src/domain/time.ts';
import type { Database } from './database.ts';
import { doorAnswers } from './door-answers.ts';

/** What the desk did since an instant, for the figures that are published. */
export async function deskFigureSource(
	db: Kysely<Database>,
	since: Date,
): Promise<{ readonly items: readonly FigureItem[]; readonly counts: FigureCounts }> {
	const rows = await db
		.selectFrom('items')
		.selectAll()
		.where((where) =>
			where.or([
				where('first_seen_at', '>=', since.getTime()),
				where('clocks_since', '>=', since.getTime()),
			]),
		)
		.where('merged_into', 'is', null)
		.where('removed_at', 'is', null)
		// What editors answered before anybody asked is no work of the desk.
		.where(({ exists, selectFrom }) =>
			exists(selectFrom('reports').select('id').whereRef('item_id', '=', 'items.id')),
		)
		.execute();
	const counted = await db
		.selectFrom('reports')
		.leftJoin('items', 'items.id', 'reports.item_id')
		.select([
			sql<number>`coalesce(sum(1 + reports.copies), 0)`.as('reports'),
			sql<number>`coalesce(sum(case when items.closed_at < reports.received_at then 1 + reports.copies end), 0)`.as(
				'at_once',
			),
			sql<number>`coalesce(sum(case when reports.item_id is null then 1 + reports.copies end), 0)`.as(
				'ungrouped',
			),
		])
		.where('reports.received_at', '>=', since.getTime())
		.where('reports.state', '=', 'normal')
		.executeTakeFirstOrThrow();
	return {
		items: rows.map((row) => ({
			harm: row.harm,
			spread: row.spread,
			firstSeenAt: new Date(Number(row.first_seen_at)),
			firstAnsweredAt: dateOf(row.first_answered_at),
			verdictAt: row.state === 'answered' ? dateOf(row.closed_at) : undefined,
			pausedMs: Number(row.paused_ms),
			clocksSince: dateOf(row.clocks_since),
			waitsSince: row.state === 'awaiting-source' ? dateOf(row.waits_since) : undefined,
			isClaim: row.state === 'answered' || !isClosed(row.state),
		})),
		counts: {
			reports: Number(counted.reports),
			answeredAtOnce: Number(counted.at_once),
			foundAtDoor: await doorAnswers(db).since(toDay(since)),
			ungrouped: Number(counted.ungrouped),
		},
	};
}

function dateOf(ms: number | null): Date | undefined {
	return ms === null ? undefined : new Date(Number(ms));
}
