import type { Kysely } from 'kysely';
import { keptOfBoth } from '../../src/domain/kept-of-both.ts';
import type { Database } from './database.ts';
import { type Acting, asItWas, type DeskEffect, deskLog, noEffect } from './desk-log.ts';
import { itemEvidence } from './item-evidence.ts';
import { type Item, items, type NewItem } from './items.ts';
import { type Relationship, relationships } from './relationships.ts';
import { moveReports, type ReportMove } from './report-moves.ts';
import { goingAlong, tellingColumns } from './same-text.ts';
import { sayAll } from './sayings.ts';

/** What became of a merge, or why it was refused. */
export type ItemMerged =
	| { readonly kind: 'merged'; readonly reports: number }
	| { readonly kind: 'no-such-item' | 'same-item' }
	/** Somebody changed one of the two since they were looked at. */
	| { readonly kind: 'conflict'; readonly item: Item }
	/** The item to be merged, or the one to merge into, was merged itself: `into` is the one to use. */
	| { readonly kind: 'merged-already' | 'target-merged'; readonly into: string }
	/** Its askers have an answer, or one is being written: the other is to be merged into it. */
	| { readonly kind: 'has-response' }
	/** One was said to be a variant of the other: alike, with another answer. */
	| { readonly kind: 'is-variant' };

interface Seen {
	readonly id: string;
	readonly version: number;
}

/** Gives all reports of an item to another. Items that were merged into it before follow, so there is never a chain. */
export async function mergeItems(
	trx: Kysely<Database>,
	acting: Acting,
	from: Seen,
	into: Seen,
): Promise<ItemMerged> {
	if (from.id === into.id) return { kind: 'same-item' };
	const source = await items(trx).get(from.id);
	const target = await items(trx).get(into.id);
	if (!source || !target) return { kind: 'no-such-item' };
	if (source.mergedInto) return { kind: 'merged-already', into: source.mergedInto };
	if (target.mergedInto) return { kind: 'target-merged', into: target.mergedInto };
	if (source.version !== from.version) return { kind: 'conflict', item: source };
	if (target.version !== into.version) return { kind: 'conflict', item: target };
	if (source.draftRef) return { kind: 'has-response' };
	if (await isVariant(trx, source.id, target.id)) return { kind: 'is-variant' };
	const earlier = await mergedInto(trx, source.id);
	const changed: DeskEffect['items'][number][] = [];
	for (const item of [source, ...earlier]) {
		const after = await items(trx).change(item.id, item.version, { mergedInto: target.id });
		if (after === 'conflict') throw new Error('an item changed within the transaction');
		const fields = ['mergedInto'] as const;
		changed.push({ id: item.id, before: asItWas(item, fields), after: asItWas(after, fields) });
	}
	const kept = await takeOver(trx, target, source, acting.at);
	if (kept) changed.push(kept);
	const evidence = await itemEvidence(trx).moveAll(source.id, target.id);
	const moves = await takeReports(trx, source.id, target.id);
	const reports = moves.reduce((sum, { ids }) => sum + ids.length, 0);
	const said = await sayAll(trx, [sameItem(acting, source.id, target.id)]);
	const back = evidence.map((id) => ({ id, item: source.id }));
	const effect = { ...noEffect, reports: moves, items: changed, evidence: back, said };
	const details = { reports, from: source.id, into: target.id };
	await deskLog(trx).add({ ...acting, act: 'merge', details, effect }, [source.id, target.id]);
	return { kind: 'merged', reports };
}

async function isVariant(trx: Kysely<Database>, one: string, other: string): Promise<boolean> {
	const said = await relationships(trx).ofItem(one);
	return said.some(
		({ kind, item, of, rejected }) =>
			kind === 'variant_of' &&
			!rejected &&
			'item' in of &&
			[item, of.item].includes(one) &&
			[item, of.item].includes(other),
	);
}

/** Brings to an item what counts of the one that it takes over. */
async function takeOver(
	trx: Kysely<Database>,
	target: Item,
	source: Item,
	now: Date,
): Promise<DeskEffect['items'][number] | undefined> {
	const change = keptOfBoth(target, source, now);
	const names = Object.keys(change) as (keyof typeof change)[];
	if (names.length === 0) return undefined;
	const after = await items(trx).change(target.id, target.version, change);
	if (after === 'conflict') throw new Error('an item changed within the transaction');
	return { id: target.id, before: asItWas(target, names), after: asItWas(after, names) };
}

function sameItem({ by, at }: Acting, source: string, target: string): Relationship {
	const said = { model: '', differences: [], by: by.id, at, rejected: false };
	return { ...said, kind: 'confirmed_sibling', item: target, of: { item: source } };
}

async function mergedInto(trx: Kysely<Database>, id: string): Promise<readonly Item[]> {
	const rows = await trx.selectFrom('items').select('id').where('merged_into', '=', id).execute();
	const found = await Promise.all(rows.map((row) => items(trx).get(row.id)));
	return found.filter((item) => item !== undefined);
}

/** A report keeps in mind the first item it was in: its asker is told of the merge. */
async function takeReports(
	trx: Kysely<Database>,
	from: string,
	into: string,
): Promise<readonly ReportMove[]> {
	const rows = await trx
		.selectFrom('reports')
		.select(['id', 'merged_from'])
		.where('item_id', '=', from)
		.execute();
	const origins = new Map<string, string[]>();
	for (const { id, merged_from } of rows) {
		const origin = merged_from ?? from;
		origins.set(origin, [...(origins.get(origin) ?? []), id]);
	}
	const moves: ReportMove[] = [];
	for (const [origin, ids] of origins)
		moves.push(...(await moveReports(trx, ids, { item_id: into, merged_from: origin })));
	return moves;
}

/** What became of a split. */
export type ItemSplit =
	| { readonly kind: 'split'; readonly item: string; readonly reports: number }
	| { readonly kind: 'no-such-item' }
	/** None of the reports is in the item any more. */
	| { readonly kind: 'nothing-chosen' }
	/** An item of nothing would be left. */
	| { readonly kind: 'all-chosen' };

export async function splitItem(
	trx: Kysely<Database>,
	acting: Acting,
	{
		from,
		ids,
		item,
		said,
	}: {
		readonly from: string;
		readonly ids: readonly string[];
		readonly item: NewItem;
		readonly said: readonly Relationship[];
	},
): Promise<ItemSplit> {
	if (!(await items(trx).get(from))) return { kind: 'no-such-item' };
	const rows = await trx
		.selectFrom('reports')
		.select(tellingColumns)
		.where('item_id', '=', from)
		.execute();
	const chosen = new Set(ids);
	const leaving = goingAlong(
		rows,
		rows.filter(({ id }) => chosen.has(id)),
	).map(({ id }) => id);
	if (leaving.length === 0) return { kind: 'nothing-chosen' };
	if (leaving.length === rows.length) return { kind: 'all-chosen' };
	await items(trx).add(item);
	const moves = await moveReports(trx, leaving, { item_id: item.id, merged_from: null });
	const sayings = await sayAll(trx, said);
	const effect = { ...noEffect, reports: moves, made: [item.id], said: sayings };
	const details = { reports: leaving.length, from, into: item.id };
	await deskLog(trx).add({ ...acting, act: 'split', details, effect }, [from, item.id]);
	return { kind: 'split', item: item.id, reports: leaving.length };
}
