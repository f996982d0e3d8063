import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { ReportsTable } from './reports.ts';

/** Where a report is, and how it stands on the desk. */
export type ReportPlace = Pick<ReportsTable, 'item_id' | 'merged_from' | 'state' | 'assignee'>;

/** Reports that went together from one place to another. */
export interface ReportMove {
	readonly ids: readonly string[];
	readonly before: ReportPlace;
	readonly after: ReportPlace;
}

/** A statement has a limit of values. */
const atOnce = 500;

/** Moves reports, and tells from where to where; what is there already does not move. */
export async function moveReports(
	trx: Kysely<Database>,
	ids: readonly string[],
	to: Partial<ReportPlace>,
): Promise<readonly ReportMove[]> {
	const moves = new Map<string, { ids: string[]; before: ReportPlace; after: ReportPlace }>();
	for (const some of chunks(ids)) {
		const rows = await trx
			.selectFrom('reports')
			.select(['id', 'item_id', 'merged_from', 'state', 'assignee'])
			.where('id', 'in', some)
			.execute();
		for (const { id, ...before } of rows) {
			const after = { ...before, ...to };
			if (isSamePlace(before, after)) continue;
			const key = JSON.stringify(before);
			const move = moves.get(key) ?? { ids: [], before, after };
			move.ids.push(id);
			moves.set(key, move);
		}
	}
	for (const move of moves.values())
		for (const some of chunks(move.ids))
			await trx.updateTable('reports').set(move.after).where('id', 'in', some).execute();
	await touchItems(trx, [...moves.values()]);
	return [...moves.values()];
}

/** How many reports of moves are in another place by now. */
export async function movedSince(
	trx: Kysely<Database>,
	moves: readonly ReportMove[],
): Promise<number> {
	let moved = 0;
	for (const { ids, after } of moves)
		for (const some of chunks(ids)) {
			const rows = await trx
				.selectFrom('reports')
				.select(['item_id', 'merged_from', 'state', 'assignee'])
				.where('id', 'in', some)
				.execute();
			moved += rows.filter((row) => !isSamePlace(row, after)).length;
		}
	return moved;
}

/** Puts reports back, and with them those of the same text that joined them since. */
export async function moveBack(
	trx: Kysely<Database>,
	{ ids, before, after }: ReportMove,
	since: number,
): Promise<void> {
	const joined = after.item_id === null ? [] : await joinedSince(trx, ids, after.item_id, since);
	for (const some of chunks([...ids, ...joined]))
		await trx.updateTable('reports').set(before).where('id', 'in', some).execute();
	await touchItems(trx, [{ ids, before, after }]);
}

/** Reports of the same texts that joined an item since by themselves. */
export async function joinedSince(
	trx: Kysely<Database>,
	ids: readonly string[],
	item: string,
	since: number,
): Promise<readonly string[]> {
	const known = new Set(ids);
	const texts = new Set<string>();
	for (const some of chunks(ids)) {
		const rows = await trx
			.selectFrom('reports')
			.select('content_hash')
			.distinct()
			.where('id', 'in', some)
			.execute();
		for (const { content_hash } of rows) texts.add(content_hash);
	}
	const later = await trx
		.selectFrom('reports')
		.select(['id', 'content_hash'])
		.where('item_id', '=', item)
		.where('received_at', '>=', since)
		.execute();
	return later
		.filter(({ id, content_hash }) => !known.has(id) && texts.has(content_hash))
		.map(({ id }) => id);
}

/** An item that lost a report has another count: readers are to see it. */
async function touchItems(trx: Kysely<Database>, moves: readonly ReportMove[]): Promise<void> {
	const items = new Set(
		moves.flatMap(({ before, after }) => [before.item_id, after.item_id]).filter(isGiven),
	);
	for (const some of chunks([...items]))
		await trx
			.updateTable('items')
			.set(({ ref }) => ({ version: ref('version') }))
			.where('id', 'in', some)
			.execute();
}

function isGiven(id: string | null): id is string {
	return id !== null;
}

function isSamePlace(a: ReportPlace, b: ReportPlace): boolean {
	return (
		a.item_id === b.item_id &&
		a.merged_from === b.merged_from &&
		a.state === b.state &&
		a.assignee === b.assignee
	);
}

function chunks(ids: readonly string[]): string[][] {
	const parts: string[][] = [];
	for (let at = 0; at < ids.length; at += atOnce) parts.push(ids.slice(at, at + atOnce));
	return parts;
}
