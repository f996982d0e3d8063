import type { Kysely } from 'kysely';
import type { DeskAct } from '../../src/domain/desk-acts.ts';
import type { Database } from './database.ts';
import { type Acting, asItWas, type DeskEffect, deskLog, noEffect } from './desk-log.ts';
import { groupWaiting } from './group-reports.ts';
import { type ItemMerged, type ItemSplit, mergeItems, splitItem } from './item-merges.ts';
import { type Item, type ItemFields, items, type NewItem } from './items.ts';
import { exclusively } from './locks.ts';
import { notLike, type Relationship } from './relationships.ts';
import { moveReports, type ReportMove } from './report-moves.ts';
import { type ReportsTable, reports } from './reports.ts';
import { spamAlong } from './same-text.ts';
import { sayAll } from './sayings.ts';
import { type Undone, undo } from './undo-desk-act.ts';

/** What became of putting reports into an item. */
export type Placed =
	| { readonly kind: 'grouped'; readonly item: string; readonly count: number }
	| { readonly kind: 'no-such-report' | 'no-such-item' }
	/** The item was merged into another, which is the one to use. */
	| { readonly kind: 'item-merged'; readonly into: string }
	/** Another moderator was quicker. */
	| { readonly kind: 'grouped-already'; readonly item?: string | undefined };

/** What goes with an act on one report: what is said of it, and waiting reports that go where it goes. */
export interface Along {
	readonly said?: readonly Relationship[];
	readonly along?: readonly string[];
}

/**
 * The acts of moderators. Each is one transaction with its entry in the desk's log, and no two overlap:
 * what an act looked at still holds when it is done, so merges can neither cross nor form a chain.
 */
export interface DeskWork {
	/** Puts a report, with those of the same text, into an item: from the waiting ones, or from the item `from`. */
	group(
		acting: Acting,
		report: string,
		item: string,
		about?: Along & { readonly from?: string | undefined },
	): Promise<Placed>;
	/** Makes a waiting report the first of a new item; `variant` when another item is like it and needs another answer. */
	open(
		acting: Acting,
		report: string,
		item: NewItem,
		act: 'open' | 'variant',
		about?: Along,
	): Promise<Placed>;
	/** Says what is alike and what is not. */
	say(acting: Acting, said: readonly Relationship[]): Promise<void>;
	/** Lets a report wait again; it is not like its item any more. The item it was in. */
	ungroup(acting: Acting, report: string): Promise<{ readonly item?: string } | undefined>;
	/** Puts many waiting reports into an item, there or new, leaving out what somebody has grouped meanwhile. */
	groupAll(
		acting: Acting,
		ids: readonly string[],
		into: { readonly item: string } | { readonly new: NewItem },
	): Promise<Placed>;
	/** How many reports it concerned. What comes back from spam brings its copies with it. */
	setState(acting: Acting, ids: readonly string[], state: ReportsTable['state']): Promise<number>;
	/** Gives reports and items to a person, or to nobody. */
	assign(
		acting: Acting,
		subjects: { readonly reports: readonly string[]; readonly items: readonly string[] },
		to: string | undefined,
	): Promise<number>;
	/** Changes version `version` of an item. */
	change(
		acting: Acting,
		id: string,
		version: number,
		change: ItemFields,
		act?: DeskAct,
	): Promise<Item | 'conflict'>;
	merge(
		acting: Acting,
		from: { readonly id: string; readonly version: number },
		into: { readonly id: string; readonly version: number },
	): Promise<ItemMerged>;
	/** Takes reports, with those of the same text, out of an item into a new one. */
	split(
		acting: Acting,
		from: string,
		ids: readonly string[],
		item: NewItem,
		said?: readonly Relationship[],
	): Promise<ItemSplit>;
	/** Takes an act back, if nothing that came after rests on it. */
	undo(acting: Acting, entry: string): Promise<Undone>;
}

export function deskWork(db: Kysely<Database>): DeskWork {
	const alone = <T>(work: (trx: Kysely<Database>) => Promise<T>) => exclusively(db, 'desk', work);
	return {
		group: (acting, report, item, about) =>
			alone((trx) => group(trx, acting, report, { item, ...about })),
		open: (acting, report, item, act, about) =>
			alone((trx) => open(trx, acting, report, { item, act, ...about })),
		say: (acting, said) =>
			alone(async (trx) => {
				const places = said.map(({ item }) => item);
				await written(trx, acting, 'reject', { said: await sayAll(trx, said) }, places);
			}),
		ungroup: (acting, report) => alone((trx) => ungroup(trx, acting, report)),
		groupAll: (acting, ids, into) => alone((trx) => groupAll(trx, acting, ids, into)),
		setState: (acting, ids, state) =>
			alone(async (trx) => {
				const along = state === 'normal' && ids.length > 0 ? await spamAlong(trx, ids) : [];
				const moves = await moveReports(trx, [...ids, ...along], { state });
				const act = state === 'trashed' ? 'trash' : state;
				return written(trx, acting, act, { reports: moves });
			}),
		assign: (acting, subjects, to) => alone((trx) => assign(trx, acting, subjects, to)),
		change: (acting, id, version, change, act = 'change') =>
			alone((trx) => changeItem(trx, acting, { id, version, change, act })),
		merge: (acting, from, into) => alone((trx) => mergeItems(trx, acting, from, into)),
		split: (acting, from, ids, item, said = []) =>
			alone((trx) => splitItem(trx, acting, { from, ids, item, said })),
		undo: (acting, entry) => alone((trx) => undo(trx, acting, entry)),
	};
}

/** Enters an act, unless it did nothing. How many reports and items it concerned. */
async function written(
	trx: Kysely<Database>,
	acting: Acting,
	act: DeskAct,
	did: Partial<DeskEffect>,
	more: readonly string[] = [],
): Promise<number> {
	const effect = { ...noEffect, ...did };
	const moved = countOf(effect.reports);
	const said = effect.said?.length ?? 0;
	if (moved + effect.items.length + effect.made.length + said === 0) return 0;
	const places = effect.reports.flatMap(({ before, after }) => [before.item_id, after.item_id]);
	const concerned = [...places, ...effect.items.map(({ id }) => id), ...effect.made, ...more];
	const named = concerned.filter((id) => id !== null);
	await deskLog(trx).add({ ...acting, act, details: { reports: moved }, effect }, named);
	return moved + effect.items.length;
}

function countOf(moves: readonly ReportMove[]): number {
	return moves.reduce((sum, { ids }) => sum + ids.length, 0);
}

async function group(
	trx: Kysely<Database>,
	acting: Acting,
	report: string,
	{
		item,
		from,
		said = [],
		along = [],
	}: Along & { readonly item: string; readonly from?: string | undefined },
): Promise<Placed> {
	const target = await items(trx).get(item);
	if (!target) return { kind: 'no-such-item' };
	if (target.mergedInto) return { kind: 'item-merged', into: target.mergedInto };
	const outcome = await reports(trx).group(report, item, from);
	if (outcome.kind !== 'grouped') return outcome;
	const moves = [...outcome.moves, ...(await groupWaiting(trx, along, item))];
	await written(trx, acting, 'group', { reports: moves, said: await sayAll(trx, said) });
	return { kind: 'grouped', item, count: countOf(moves) };
}

async function open(
	trx: Kysely<Database>,
	acting: Acting,
	report: string,
	{
		item,
		act,
		said = [],
		along = [],
	}: Along & { readonly item: NewItem; readonly act: 'open' | 'variant' },
): Promise<Placed> {
	const outcome = await reports(trx).open(report, item);
	if (outcome.kind !== 'grouped') return outcome;
	const moves = [...outcome.moves, ...(await groupWaiting(trx, along, item.id))];
	const did = { reports: moves, made: [item.id], said: await sayAll(trx, said) };
	await written(trx, acting, act, did);
	return { kind: 'grouped', item: item.id, count: countOf(moves) };
}

async function ungroup(
	trx: Kysely<Database>,
	acting: Acting,
	report: string,
): Promise<{ readonly item?: string } | undefined> {
	const outcome = await reports(trx).ungroup(report);
	if (!outcome) return undefined;
	if (outcome.item === undefined) return {};
	const said = await sayAll(trx, [notLike(acting, report, outcome.item)]);
	await written(trx, acting, 'ungroup', { reports: outcome.moves, said });
	return { item: outcome.item };
}

async function groupAll(
	trx: Kysely<Database>,
	acting: Acting,
	ids: readonly string[],
	into: { readonly item: string } | { readonly new: NewItem },
): Promise<Placed> {
	const id = 'item' in into ? into.item : into.new.id;
	const target = 'item' in into ? await items(trx).get(id) : undefined;
	if ('item' in into && !target) return { kind: 'no-such-item' };
	if (target?.mergedInto) return { kind: 'item-merged', into: target.mergedInto };
	if ('new' in into) await items(trx).add(into.new);
	const moves = await groupWaiting(trx, ids, id);
	if (moves.length === 0) {
		if ('new' in into) await trx.deleteFrom('items').where('id', '=', id).execute();
		return { kind: 'grouped-already' };
	}
	const made = 'new' in into ? [id] : [];
	await written(trx, acting, 'new' in into ? 'open' : 'group', { reports: moves, made });
	return { kind: 'grouped', item: id, count: countOf(moves) };
}

async function assign(
	trx: Kysely<Database>,
	acting: Acting,
	subjects: { readonly reports: readonly string[]; readonly items: readonly string[] },
	to: string | undefined,
): Promise<number> {
	const moves = await moveReports(trx, subjects.reports, { assignee: to ?? null });
	const changed = [];
	for (const id of subjects.items) {
		const before = await items(trx).get(id);
		if (!before || before.mergedInto || before.assignee === to) continue;
		const after = await items(trx).change(id, before.version, { assignee: to });
		if (after === 'conflict') continue;
		const fields = ['assignee'] as const;
		changed.push({ id, before: asItWas(before, fields), after: asItWas(after, fields) });
	}
	return written(trx, acting, 'assign', { reports: moves, items: changed });
}

async function changeItem(
	trx: Kysely<Database>,
	acting: Acting,
	{
		id,
		version,
		change,
		act,
	}: {
		readonly id: string;
		readonly version: number;
		readonly change: ItemFields;
		readonly act: DeskAct;
	},
): Promise<Item | 'conflict'> {
	const before = await items(trx).get(id);
	if (!before || before.mergedInto) return 'conflict';
	const after = await items(trx).change(id, version, change);
	if (after === 'conflict') return 'conflict';
	const names = Object.keys(change) as (keyof ItemFields)[];
	const changed = { id, before: asItWas(before, names), after: asItWas(after, names) };
	if (act !== 'holding') await written(trx, acting, act, { items: [changed] });
	// What is on its way to the readers is corrected or withdrawn there, not taken back here.
	else await deskLog(trx).add({ ...acting, act, details: {} }, [id]);
	return after;
}
