import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { placeAfter, type ReadingPlace, type RowPage } from './desk-changes.ts';
import { type Report, toReport } from './reports.ts';

/** Reports that were marked as spam or discarded. They can come back until their time is over. */
export interface SetAside {
	count(): Promise<number>;
	/** What was set aside last comes first. */
	page(after: ReadingPlace | undefined, limit: number): Promise<RowPage<Report>>;
}

/** As in the index that holds these rows alone: with a value in its place the index would not be used. */
const isAside = sql<boolean>`state <> 'normal'`;

export function setAside(db: Kysely<Database>): SetAside {
	return {
		async count() {
			const row = await db
				.selectFrom('reports')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.where(isAside)
				.executeTakeFirstOrThrow();
			return Number(row.count);
		},
		async page(after, limit) {
			const rows = await db
				.selectFrom('reports')
				.selectAll()
				.where(isAside)
				.where((where) => where.and(after ? [before(after)] : []))
				.orderBy('changed', 'desc')
				.orderBy('id', 'desc')
				.limit(limit)
				.execute();
			return { rows: rows.map(toReport), next: placeAfter(rows, limit) };
		},
	};
}

function before({ changed, id }: ReadingPlace) {
	return sql<boolean>`(changed < ${changed} or (changed = ${changed} and id < ${id}))`;
}
