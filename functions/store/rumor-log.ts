import { type Kysely, sql } from 'kysely';
import type { ItemState } from '../../src/domain/report.ts';
import type { Database } from './database.ts';

/** An item with where its reports came from, newest first. Merged items are counted with what they were merged into. */
export interface LoggedItem {
	readonly id: string;
	readonly claim: string;
	readonly state: ItemState;
	readonly harm: number;
	readonly spread: number;
	readonly firstSeenAt: Date;
	readonly firstAnsweredAt?: Date | undefined;
	readonly closedAt?: Date | undefined;
	readonly reopened: boolean;
	readonly draftRef?: string | undefined;
	readonly areas: readonly string[];
	readonly channels: readonly string[];
	readonly reports: number;
	/** Different people who asked. */
	readonly askers: number;
	readonly reportsSinceClosed: number;
	/** How often somebody found the answer before asking. */
	readonly foundAtDoor: number;
}

const mostItems = 20_000;

/** The items that were first heard of since an instant. */
export async function loggedItems(
	db: Kysely<Database>,
	since: Date,
): Promise<readonly LoggedItem[]> {
	const items = await db
		.selectFrom('items')
		.selectAll()
		.where('merged_into', 'is', null)
		.where('removed_at', 'is', null)
		.where('first_seen_at', '>=', since.getTime())
		.orderBy('first_seen_at', 'desc')
		.limit(mostItems)
		.execute();
	const origins = await db
		.selectFrom('reports')
		.innerJoin('items', 'items.id', 'reports.item_id')
		.select(['item_id', 'reports.channel', 'reports.area'])
		.select([
			sql<number>`sum(1 + reports.copies)`.as('reports'),
			sql<number>`count(distinct coalesce(reports.asker, reports.id))`.as('askers'),
			sql<number>`coalesce(sum(case when reports.received_at > items.closed_at then 1 + reports.copies end), 0)`.as(
				'later',
			),
		])
		.where('items.first_seen_at', '>=', since.getTime())
		.where('reports.state', '=', 'normal')
		.groupBy(['item_id', 'reports.channel', 'reports.area'])
		.execute();
	const found = await db
		.selectFrom('door_answers')
		.select(({ fn }) => ['item_id', fn.sum<number>('count').as('count')])
		.groupBy('item_id')
		.execute();
	const atDoor = new Map(found.map((row) => [row.item_id, Number(row.count)]));
	const byItem = Map.groupBy(origins, (row) => row.item_id);
	return items.map((row) => {
		const from = byItem.get(row.id) ?? [];
		const sum = (of: (each: (typeof from)[number]) => number) =>
			from.reduce((total, each) => total + Number(of(each)), 0);
		return {
			id: row.id,
			claim: row.claim,
			state: row.state,
			harm: row.harm,
			spread: row.spread,
			firstSeenAt: new Date(Number(row.first_seen_at)),
			firstAnsweredAt: dateOf(row.first_answered_at),
			closedAt: dateOf(row.closed_at),
			reopened: row.reopened_at !== null,
			draftRef: row.draft_ref ?? undefined,
			areas: [...new Set(from.flatMap(({ area }) => area ?? []))],
			channels: [...new Set(from.map(({ channel }) => channel))],
			reports: sum((each) => each.reports),
			askers: sum((each) => each.askers),
			reportsSinceClosed: sum((each) => each.later),
			foundAtDoor: atDoor.get(row.id) ?? 0,
		};
	});
}

function dateOf(ms: number | null): Date | undefined {
	return ms === null ? undefined : new Date(Number(ms));
}
