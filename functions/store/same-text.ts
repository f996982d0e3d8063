import type { Kysely, Selectable } from 'kysely';
import { isSameTelling, type Telling } from '../../src/domain/matching/telling.ts';
import type { Database } from './database.ts';
import type { ReportsTable } from './reports.ts';

/** What tells whether a report is of one claim with another of the same text. */
export const tellingColumns = [
	'id',
	'content',
	'content_hash',
	'area',
	'heard_on',
	'received_at',
] as const;

export type TextRow = Pick<Selectable<ReportsTable>, (typeof tellingColumns)[number]>;

export function toTelling(row: Pick<TextRow, 'area' | 'heard_on' | 'received_at'>): Telling {
	return {
		area: row.area ?? undefined,
		heardOn: row.heard_on ?? undefined,
		at: Number(row.received_at),
	};
}

/** Those of the reports that go where some go: they have the same text, of the same area and day. */
export function goingAlong<Row extends TextRow>(
	others: readonly Row[],
	chosen: readonly TextRow[],
): readonly Row[] {
	const byText = Map.groupBy(chosen, (row) => row.content_hash);
	return others.filter((other) =>
		(byText.get(other.content_hash) ?? []).some((row) =>
			isSameTelling(row.content, toTelling(row), toTelling(other)),
		),
	);
}

/** Other reports set aside as spam that go where some go: copies of them went aside by themselves. */
export async function spamAlong(
	db: Kysely<Database>,
	ids: readonly string[],
): Promise<readonly string[]> {
	const chosen = db.selectFrom('reports').where('id', 'in', ids);
	const others = await db
		.selectFrom('reports')
		.select(tellingColumns)
		.where('state', '=', 'spam')
		.where('content_hash', 'in', chosen.select('content_hash'))
		.where('id', 'not in', ids)
		.execute();
	return goingAlong(others, await chosen.select(tellingColumns).execute()).map(({ id }) => id);
}
