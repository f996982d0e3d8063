import { type Kysely, type Selectable, sql } from 'kysely';
import { reportStandings } from '../../src/domain/report-standing.ts';
import type { Database, Engine } from './database.ts';
import { type Item, type ItemsTable, toItem } from './items.ts';
import { type Report, toReport } from './reports.ts';

/** Counts what was written to items, reports and locks, where one writer at a time allows to count. */
export interface DeskHeadTable {
	id: number;
	sequence: number;
}

/** An item with what its reports say of its spread. */
export interface SpreadItem extends Item {
	readonly reports: number;
	/** Different askers since `SpreadTimes.askers`. */
	readonly askers: number;
	/** Different askers since `SpreadTimes.recent`, none of a flood among them. */
	readonly recentAskers: number;
	readonly lastSeenAt?: Date | undefined;
	/** An undo took it away. */
	readonly removed: boolean;
}

/** From when on askers count as spread, and as spread that is fast. */
export interface SpreadTimes {
	readonly askers: Date;
	readonly recent: Date;
}

/** Where a reading of all rows goes on. */
export interface ReadingPlace {
	readonly changed: number;
	readonly id: string;
}

export interface RowPage<T> {
	readonly rows: readonly T[];
	/** Without it, this was the last page. */
	readonly next?: ReadingPlace | undefined;
}

/**
 * What was written to the desk's tables since a mark. A row that was being written while it was read is given again:
 * nothing is missed, and what is given twice is the same.
 */
export interface DeskChanges {
	/** The mark of what is written from now on. */
	mark(): Promise<number>;
	/** Whether anything was written from a mark on. */
	any(since: number): Promise<boolean>;
	/** Items written, or with another number of reports, from a mark on. */
	items(since: number, spreadSince: SpreadTimes): Promise<readonly SpreadItem[]>;
	reports(since: number): Promise<readonly Report[]>;
	/** All items, a page at a time. */
	allItems(
		after: ReadingPlace | undefined,
		spreadSince: SpreadTimes,
		limit: number,
	): Promise<RowPage<SpreadItem>>;
	/** All reports that wait, a page at a time. */
	allWaiting(after: ReadingPlace | undefined, limit: number): Promise<RowPage<Report>>;
	/** One item, as in a list. */
	item(id: string, spreadSince: SpreadTimes): Promise<SpreadItem | undefined>;
}

const suspect = reportStandings.indexOf('suspect');

const tables = ['items', 'reports', 'desk_locks'] as const;

export function deskChanges(db: Kysely<Database>, engine: Engine): DeskChanges {
	return {
		mark: () => markOf(db, engine),
		async any(since) {
			for (const table of tables) {
				const found = await db
					.selectFrom(table)
					.select('changed')
					.where('changed', '>=', since)
					.limit(1)
					.executeTakeFirst();
				if (found) return true;
			}
			return false;
		},
		async items(since, spreadSince) {
			// Who joins by the same text changes the count of an item, and nothing else of it.
			const joined = db
				.selectFrom('reports')
				.select('item_id')
				.where('changed', '>=', since)
				.where('item_id', 'is not', null)
				.$castTo<{ item_id: string }>();
			const rows = await db
				.selectFrom('items')
				.selectAll()
				.where((where) => where.or([where('changed', '>=', since), where('id', 'in', joined)]))
				.execute();
			return spread(db, rows, spreadSince);
		},
		async reports(since) {
			const rows = await db
				.selectFrom('reports')
				.selectAll()
				.where('changed', '>=', since)
				.execute();
			return rows.map(toReport);
		},
		async allItems(after, spreadSince, limit) {
			const rows = await db
				.selectFrom('items')
				.selectAll()
				.where((where) => where.and(after ? [beyond(after)] : []))
				.orderBy('changed')
				.orderBy('id')
				.limit(limit)
				.execute();
			return { rows: await spread(db, rows, spreadSince), next: placeAfter(rows, limit) };
		},
		async allWaiting(after, limit) {
			const rows = await db
				.selectFrom('reports')
				.selectAll()
				.where((where) => where.and(after ? [beyond(after)] : []))
				.where('item_id', 'is', null)
				.where('state', '=', 'normal')
				.orderBy('changed')
				.orderBy('id')
				.limit(limit)
				.execute();
			return { rows: rows.map(toReport), next: placeAfter(rows, limit) };
		},
		async item(id, spreadSince) {
			const row = await db
				.selectFrom('items')
				.selectAll()
				.where('id', '=', id)
				.where('removed_at', 'is', null)
				.executeTakeFirst();
			return row && (await spread(db, [row], spreadSince))[0];
		},
	};
}

/** A row that is written while all are read comes later, where it is read again. */
function beyond({ changed, id }: ReadingPlace) {
	return sql<boolean>`(changed > ${changed} or (changed = ${changed} and id > ${id}))`;
}

async function markOf(db: Kysely<Database>, engine: Engine): Promise<number> {
	if (engine === 'sqlite') {
		const head = await db.selectFrom('desk_head').select('sequence').executeTakeFirstOrThrow();
		return head.sequence + 1;
	}
	const { rows } = await sql<{
		mark: number;
	}>`select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as mark`.execute(db);
	return Number(rows[0]?.mark ?? 0);
}

/** Where the reading goes on after the rows of a page; nowhere after the last page. */
export function placeAfter(
	rows: readonly { readonly changed: number; readonly id: string }[],
	limit: number,
): ReadingPlace | undefined {
	const last = rows.length < limit ? undefined : rows.at(-1);
	return last && { changed: Number(last.changed), id: last.id };
}

async function spread(
	db: Kysely<Database>,
	rows: readonly Selectable<ItemsTable>[],
	since: SpreadTimes,
): Promise<readonly SpreadItem[]> {
	if (rows.length === 0) return [];
	const counts = await db
		.selectFrom('reports')
		.select(['item_id', sql<number>`sum(1 + copies)`.as('reports')])
		.select(({ fn }) => fn.max('received_at').as('last'))
		.select(
			sql<number>`count(distinct case when received_at >= ${since.askers.getTime()} then coalesce(asker, id) end)`.as(
				'askers',
			),
		)
		.select(
			sql<number>`count(distinct case when received_at >= ${since.recent.getTime()} and standing < ${suspect} then coalesce(asker, id) end)`.as(
				'recent',
			),
		)
		.where(
			'item_id',
			'in',
			rows.map(({ id }) => id),
		)
		.where('state', '=', 'normal')
		.groupBy('item_id')
		.execute();
	const byItem = new Map(counts.map((each) => [each.item_id, each]));
	return rows.map((row) => {
		const count = byItem.get(row.id);
		return {
			...toItem(row),
			reports: Number(count?.reports ?? 0),
			askers: Number(count?.askers ?? 0),
			recentAskers: Number(count?.recent ?? 0),
			removed: row.removed_at !== null,
			lastSeenAt: count?.last === undefined ? undefined : new Date(Number(count.last)),
		};
	});
}
