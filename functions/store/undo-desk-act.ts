import type { Kysely } from 'kysely';
import type { DeskAct } from '../../src/domain/desk-acts.ts';
import type { Database } from './database.ts';
import { type Acting, type DeskEffect, type DeskEntry, deskLog } from './desk-log.ts';
import { itemEvidence } from './item-evidence.ts';
import { type Item, type ItemFields, items } from './items.ts';
import { joinedSince, moveBack, movedSince, type ReportMove } from './report-moves.ts';
import { takeBack } from './sayings.ts';

/** What became of an undo, or what later thing speaks against it. */
export type Undone =
	| { readonly kind: 'undone'; readonly act: DeskAct; readonly effect: DeskEffect }
	| { readonly kind: 'no-such-entry' | 'undone-already' | 'cannot-be-undone' }
	/** Reports have gone elsewhere since. */
	| { readonly kind: 'moved-since'; readonly count: number }
	/** An item was changed since. */
	| { readonly kind: 'changed-since'; readonly claim: string }
	/** An item that the act made has a response, more reports, or other items merged into it. */
	| { readonly kind: 'has-more'; readonly claim: string };

export async function undo(
	trx: Kysely<Database>,
	acting: Acting,
	entryId: string,
): Promise<Undone> {
	const entry = await deskLog(trx).get(entryId);
	if (!entry) return { kind: 'no-such-entry' };
	if (entry.undoneAt) return { kind: 'undone-already' };
	const { effect } = entry;
	if (!effect) return { kind: 'cannot-be-undone' };
	const moved = await movedSince(trx, effect.reports);
	if (moved > 0) return { kind: 'moved-since', count: moved };
	for (const { id, after } of effect.items) {
		const now = await items(trx).get(id);
		if (!now || !hasFields(now, after)) return { kind: 'changed-since', claim: now?.claim ?? id };
	}
	for (const id of effect.made) {
		const claim = await restedOn(trx, id, entry);
		if (claim !== undefined) return { kind: 'has-more', claim };
	}
	for (const saying of effect.said ?? []) await takeBack(trx, saying, entry);
	for (const move of effect.reports) await moveBack(trx, move, entry.at.getTime());
	for (const { id, before } of effect.items) {
		const now = await items(trx).get(id);
		if (now) await items(trx).change(id, now.version, before);
	}
	for (const { id, removed, item } of effect.evidence) {
		if (removed !== undefined) await itemEvidence(trx).setRemoved(id, removed, acting.at);
		if (item !== undefined) await itemEvidence(trx).moveTo(id, item);
	}
	for (const id of effect.made) await removeItem(trx, id, acting.at);
	await deskLog(trx).setUndone(entryId, acting);
	return { kind: 'undone', act: entry.act, effect };
}

/** What else was changed of an item does not matter to an undo. */
function hasFields(item: Item, fields: ItemFields): boolean {
	const names = Object.keys(fields) as (keyof ItemFields)[];
	return names.every((name) => JSON.stringify(item[name]) === JSON.stringify(fields[name]));
}

/** The claim of an item that an act made, where something later rests on the item. */
async function restedOn(
	trx: Kysely<Database>,
	id: string,
	{ at, effect }: DeskEntry,
): Promise<string | undefined> {
	const item = await items(trx).get(id);
	if (!item) return undefined;
	const has = async (table: 'items' | 'item_evidence', column: 'merged_into' | 'item_id') => {
		const found = trx.selectFrom(table).select('id').where(trx.dynamic.ref(column), '=', id);
		return (await found.limit(1).executeTakeFirst()) !== undefined;
	};
	const isUsed =
		item.draftRef !== undefined ||
		item.mergedInto !== undefined ||
		(await has('items', 'merged_into')) ||
		(await has('item_evidence', 'item_id')) ||
		(await hasOthers(trx, id, effect?.reports ?? [], at));
	return isUsed ? item.claim : undefined;
}

/** Whether there are reports in an item beside those that an act put there and those of the same texts. */
async function hasOthers(
	trx: Kysely<Database>,
	item: string,
	moves: readonly ReportMove[],
	since: Date,
): Promise<boolean> {
	const known = new Set<string>();
	for (const { ids, after } of moves) {
		if (after.item_id !== item) continue;
		for (const id of [...ids, ...(await joinedSince(trx, ids, item, since.getTime()))])
			known.add(id);
	}
	const rows = await trx.selectFrom('reports').select('id').where('item_id', '=', item).execute();
	return rows.some(({ id }) => !known.has(id));
}

async function removeItem(trx: Kysely<Database>, id: string, now: Date): Promise<void> {
	await trx
		.deleteFrom('relationships')
		.where((where) => where.or([where('item_id', '=', id), where('other_item', '=', id)]))
		.execute();
	await trx.updateTable('items').set({ removed_at: now.getTime() }).where('id', '=', id).execute();
}
