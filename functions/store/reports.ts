import { createHash } from 'node:crypto';
import type { Generated, Insertable, Kysely, Selectable } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Channel } from '../../src/domain/report.ts';
import type { Database } from './database.ts';
import { items, type NewItem } from './items.ts';
import { moveReports, type ReportMove } from './report-moves.ts';
import { inTransaction } from './transaction.ts';

export interface ReportsTable {
	id: string;
	receipt_hash: string;
	submission: string | null;
	received_at: number;
	language: string;
	channel: string;
	content: string;
	content_hash: string;
	area: string | null;
	heard_on: string | null;
	crisis: number;
	state: 'normal' | 'spam' | 'trashed';
	item_id: string | null;
	delete_after: number;
	/** The item it was grouped into by itself or by a moderator, before that item was merged into its own. */
	merged_from: string | null;
	assignee: string | null;
	/** Tells the askers of one day apart, where it is known. */
	asker: string | null;
	/** See `DeskChanges`; the store writes it by itself. */
	changed: Generated<number>;
}

/** One resident asking about one claim. `content` was redacted before it came here. */
export interface Report {
	readonly id: string;
	readonly receivedAt: Date;
	readonly language: Language;
	readonly channel: Channel;
	readonly content: string;
	readonly area?: string | undefined;
	readonly heardOn?: string | undefined;
	readonly crisis: boolean;
	readonly state: ReportsTable['state'];
	readonly item?: string | undefined;
	/** The item that it was in before that was merged into its own. */
	readonly mergedFrom?: string | undefined;
	/** The account that works on it. */
	readonly assignee?: string | undefined;
}

export interface NewReport extends Omit<Report, 'item' | 'state' | 'mergedFrom' | 'assignee'> {
	/** The hash of the normalized content: equal texts are one claim. Without one, a report stands alone until a moderator groups it. */
	readonly contentHash?: string | undefined;
	readonly receiptHash: string;
	/** The browser's own name for this sending, so that a repeat of the same text is not a second report. */
	readonly submission?: string | undefined;
	/** The same for the same sender on the same day, and telling nothing else; each report counts as another asker without. */
	readonly asker?: string | undefined;
	readonly deleteAfter: Date;
}

/** `grouped-already`: it is in another item than the moderator saw it in. */
export type GroupOutcome =
	| { readonly kind: 'grouped'; readonly moves: readonly ReportMove[] }
	| { readonly kind: 'no-such-report' }
	| { readonly kind: 'grouped-already'; readonly item?: string | undefined };

export interface Ungrouped {
	readonly item?: string | undefined;
	readonly moves: readonly ReportMove[];
}

export interface Reports {
	/**
	 * Stores a report durably and joins it to the item that already has the same text; a call for help always waits.
	 * A sending that was stored before, with the same text, stays one report: it answers to the new receipt.
	 */
	add(report: NewReport): Promise<{ readonly item?: string | undefined }>;
	byReceipt(receiptHash: string): Promise<Report | undefined>;
	get(id: string): Promise<Report | undefined>;
	/** Reports that no moderator has grouped yet: calls for help first, then oldest first. */
	waiting(limit: number): Promise<readonly Report[]>;
	waitingCount(): Promise<number>;
	ofItem(item: string): Promise<readonly Report[]>;
	/** All grouped wordings, to teach the matcher. */
	grouped(): Promise<readonly { readonly item: string; readonly content: string }[]>;
	/** Puts a report, with those of the same text, into an item: from the waiting ones, or from the item `from`. */
	group(id: string, item: string, from?: string): Promise<GroupOutcome>;
	/** Adds an item with a waiting report as its first; adds none when the report is not waiting. */
	open(id: string, item: NewItem): Promise<GroupOutcome>;
	/** Lets a report, with those of the same text in its item, wait again. The item it was in. */
	ungroup(id: string): Promise<Ungrouped | undefined>;
	setState(id: string, state: ReportsTable['state']): Promise<boolean>;
	/** Forgets reports whose time is over. The number forgotten. */
	forget(now: Date): Promise<number>;
}

export function reports(db: Kysely<Database>): Reports {
	return {
		add: (report) => inTransaction(db, (trx) => add(trx, report)),
		async byReceipt(receiptHash) {
			const row = await db
				.selectFrom('reports')
				.selectAll()
				.where('receipt_hash', '=', receiptHash)
				.executeTakeFirst();
			return row && toReport(row);
		},
		async get(id) {
			const row = await db
				.selectFrom('reports')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirst();
			return row && toReport(row);
		},
		async waiting(limit) {
			const rows = await db
				.selectFrom('reports')
				.selectAll()
				.where('item_id', 'is', null)
				.where('state', '=', 'normal')
				.orderBy('crisis', 'desc')
				.orderBy('received_at')
				.limit(limit)
				.execute();
			return rows.map(toReport);
		},
		async waitingCount() {
			const row = await db
				.selectFrom('reports')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.where('item_id', 'is', null)
				.where('state', '=', 'normal')
				.executeTakeFirstOrThrow();
			return Number(row.count);
		},
		async ofItem(item) {
			const rows = await db
				.selectFrom('reports')
				.selectAll()
				.where('item_id', '=', item)
				.orderBy('received_at')
				.execute();
			return rows.map(toReport);
		},
		async grouped() {
			const rows = await db
				.selectFrom('reports')
				.select(['item_id', 'content'])
				.distinct()
				.where('item_id', 'is not', null)
				.execute();
			return rows.map((row) => ({ item: row.item_id ?? '', content: row.content }));
		},
		group: (id, item, from) => inTransaction(db, (trx) => group(trx, id, item, from)),
		open: (id, item) => inTransaction(db, (trx) => open(trx, id, item)),
		ungroup: (id) => inTransaction(db, (trx) => ungroup(trx, id)),
		async setState(id, state) {
			const row = await db
				.updateTable('reports')
				.set({ state })
				.where('id', '=', id)
				.returning('id')
				.executeTakeFirst();
			return row !== undefined;
		},
		async forget(now) {
			const result = await db
				.deleteFrom('reports')
				.where('delete_after', '<=', now.getTime())
				.executeTakeFirst();
			return Number(result.numDeletedRows);
		},
	};
}

async function add(
	trx: Kysely<Database>,
	report: NewReport,
): Promise<{ item?: string | undefined }> {
	const row: Insertable<ReportsTable> = {
		id: report.id,
		receipt_hash: report.receiptHash,
		submission: sending(report),
		received_at: report.receivedAt.getTime(),
		language: report.language,
		channel: report.channel,
		content: report.content,
		content_hash: report.contentHash ?? `alone:${report.id}`,
		area: report.area ?? null,
		heard_on: report.heardOn ?? null,
		crisis: report.crisis ? 1 : 0,
		state: 'normal',
		item_id: report.crisis ? null : await itemOfText(trx, report.contentHash),
		delete_after: report.deleteAfter.getTime(),
		merged_from: null,
		assignee: null,
		asker: report.asker ?? null,
	};
	const stored = await trx
		.insertInto('reports')
		.values(row)
		.onConflict((conflict) =>
			conflict.column('submission').doUpdateSet({ receipt_hash: report.receiptHash }),
		)
		.returning('item_id')
		.executeTakeFirst();
	return { item: stored?.item_id ?? undefined };
}

/** A sending is known by its name and its text: a form that was changed and sent again is another report. */
function sending({ submission, content }: NewReport): string | null {
	if (submission === undefined) return null;
	return createHash('sha256')
		.update(JSON.stringify([submission, content]))
		.digest('base64url');
}

async function itemOfText(
	trx: Kysely<Database>,
	contentHash: string | undefined,
): Promise<string | null> {
	if (contentHash === undefined) return null;
	const same = await trx
		.selectFrom('reports')
		.select('item_id')
		.where('content_hash', '=', contentHash)
		.where('item_id', 'is not', null)
		.where('state', '=', 'normal')
		.orderBy('received_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return same?.item_id ?? null;
}

/** The condition is a part of an update, so that of two moderators one is told that the other was quicker. */
async function group(
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
		.returning('content_hash')
		.executeTakeFirst();
	if (!taken) return notTaken(trx, id);
	const same = await trx
		.selectFrom('reports')
		.select('id')
		.where('content_hash', '=', taken.content_hash)
		.where('item_id', from === undefined ? 'is' : '=', from ?? null)
		.where('state', '=', 'normal')
		.where('crisis', '=', 0)
		.where('id', '!=', id)
		.execute();
	const ids = [id, ...same.map((each) => each.id)];
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

async function open(trx: Kysely<Database>, id: string, item: NewItem): Promise<GroupOutcome> {
	await items(trx).add(item);
	const outcome = await group(trx, id, item.id, undefined);
	if (outcome.kind !== 'grouped') await trx.deleteFrom('items').where('id', '=', item.id).execute();
	return outcome;
}

async function ungroup(trx: Kysely<Database>, id: string): Promise<Ungrouped | undefined> {
	const row = await trx
		.selectFrom('reports')
		.select(['item_id', 'content_hash'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	if (row.item_id === null) return { moves: [] };
	const together = await trx
		.selectFrom('reports')
		.select('id')
		.where('item_id', '=', row.item_id)
		.where((where) =>
			where.or([
				where('id', '=', id),
				where.and([where('content_hash', '=', row.content_hash), where('crisis', '=', 0)]),
			]),
		)
		.execute();
	const ids = together.map((each) => each.id);
	const moves = await moveReports(trx, ids, { item_id: null, merged_from: null, state: 'normal' });
	return { item: row.item_id, moves };
}

export function toReport(row: Selectable<ReportsTable>): Report {
	return {
		id: row.id,
		receivedAt: new Date(Number(row.received_at)),
		// Only checked values are written.
		language: row.language as Language,
		channel: row.channel as Channel,
		content: row.content,
		area: row.area ?? undefined,
		heardOn: row.heard_on ?? undefined,
		crisis: row.crisis === 1,
		state: row.state,
		item: row.item_id ?? undefined,
		mergedFrom: row.merged_from ?? undefined,
		assignee: row.assignee ?? undefined,
	};
}
