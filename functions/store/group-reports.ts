import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { items, type NewItem } from './items.ts';
import { moveReports, type ReportMove } from './report-moves.ts';
import { goingAlong, tellingColumns } from './same-text.ts';

/** `grouped-already`: it is in another item than the moderator saw it in. */
export type GroupOutcome =
	| { readonly kind: 'grouped'; readonly moves: readonly ReportMove[] }
	| { readonly kind: 'no-such-report' }
	| { readonly kind: 'grouped-already'; readonly item?: string | undefined };

export interface Ungrouped {
	readonly item?: string | undefined;
	readonly moves: readonly ReportMove[];
}

/**
 * Puts a report, with those of the same text, area and day, into an item.
 * The condition is a part of an update, so that of two moderators one is told that the other was quicker.
 */
export async function groupReport(
	trx: Kysely<Database>,
	id: string,
	item: string,
	from: string | undefined,
): Promise<GroupOutcome> {
	const taken = await trx
		.updateTable('reports')
		.set(({ ref }) => ({ item_id: ref('item_id') }))
		.where('id', '=', id)
		.where('item_id', from === undefined ? 'is' : '=', from ?? null)
		.returning(tellingColumns)
		.executeTakeFirst();
	if (!taken) return notTaken(trx, id);
	const same = await trx
		.selectFrom('reports')
		.select(tellingColumns)
		.where('content_hash', '=', taken.content_hash)
		.where('item_id', from === undefined ? 'is' : '=', from ?? null)
		.where('state', '=', 'normal')
		.where('crisis', '=', 0)
		.where('id', '!=', id)
		.execute();
	const ids = [id, ...goingAlong(same, [taken]).map((each) => each.id)];
	const moves = await moveReports(trx, ids, { item_id: item, merged_from: null, state: 'normal' });
	return { kind: 'grouped', moves };
}

async function notTaken(trx: Kysely<Database>, id: string): Promise<GroupOutcome> {
	const row = await trx
		.selectFrom('reports')
		.select('item_id')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return { kind: 'no-such-report' };
	return { kind: 'grouped-already', item: row.item_id ?? undefined };
}

/** Adds an item with a waiting report as its first; adds none when the report is not waiting. */
export async function openItem(
	trx: Kysely<Database>,
	id: string,
	item: NewItem,
): Promise<GroupOutcome> {
	await items(trx).add(item);
	const outcome = await groupReport(trx, id, item.id, undefined);
	if (outcome.kind !== 'grouped') await trx.deleteFrom('items').where('id', '=', item.id).execute();
	return outcome;
}

/** Puts those of the reports into an item that still wait. */
export async function groupWaiting(
	trx: Kysely<Database>,
	ids: readonly string[],
	item: string,
): Promise<readonly ReportMove[]> {
	if (ids.length === 0) return [];
	const rows = await trx
		.selectFrom('reports')
		.select('id')
		.where('id', 'in', ids)
		.where('item_id', 'is', null)
		.where('state', '=', 'normal')
		.execute();
	const waiting = rows.map(({ id }) => id);
	return moveReports(trx, waiting, { item_id: item, merged_from: null });
}

/** Lets a report, with those of the same text, area and day in its item, wait again. */
export async function ungroupReport(
	trx: Kysely<Database>,
	id: string,
): Promise<Ungrouped | undefined> {
	const row = await trx
		.selectFrom('reports')
		.select([...tellingColumns, 'item_id'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	if (row.item_id === null) return { moves: [] };
	const same = await trx
		.selectFrom('reports')
		.select(tellingColumns)
		.where('item_id', '=', row.item_id)
		.where('content_hash', '=', row.content_hash)
		.where('crisis', '=', 0)
		.where('id', '!=', id)
		.execute();
	const ids = [id, ...goingAlong(same, [row]).map((each) => each.id)];
	const moves = await moveReports(trx, ids, { item_id: null, merged_from: null, state: 'normal' });
	return { item: row.item_id, moves };
}
