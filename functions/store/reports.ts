import type { Kysely } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Channel } from '../../src/domain/report.ts';
import type { Database } from './database.ts';
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
	state: 'normal' | 'spam';
	item_id: string | null;
	delete_after: number;
}

/** One resident asking about one claim. `content` was redacted before it came here. */
export interface Report {
	readonly id: string;
	readonly receivedAt: Date;
	readonly language: Language;
	readonly channel: Channel;
	readonly content: string;
	/** The hash of the normalized content: equal texts are one claim. */
	readonly contentHash: string;
	readonly area?: string | undefined;
	readonly heardOn?: string | undefined;
	readonly crisis: boolean;
	readonly state: ReportsTable['state'];
	readonly item?: string | undefined;
}

export interface NewReport extends Omit<Report, 'item' | 'state'> {
	readonly receiptHash: string;
	/** The browser's own name for this sending, so that a repeat is not a second report. */
	readonly submission?: string | undefined;
	readonly deleteAfter: Date;
}

export interface Reports {
	/**
	 * Stores a report durably and joins it to the item that already has the same text.
	 * `'repeated'` when this sending was stored before.
	 */
	add(report: NewReport): Promise<{ readonly item?: string | undefined } | 'repeated'>;
	byReceipt(receiptHash: string): Promise<Report | undefined>;
	get(id: string): Promise<Report | undefined>;
	/** Reports that no moderator has grouped yet: calls for help first, then oldest first. */
	waiting(limit: number): Promise<readonly Report[]>;
	waitingCount(): Promise<number>;
	ofItem(item: string): Promise<readonly Report[]>;
	/** All grouped wordings, to teach the matcher. */
	grouped(): Promise<readonly { readonly item: string; readonly content: string }[]>;
	/** Puts a report, and all waiting ones of the same text, into an item. */
	group(id: string, item: string): Promise<void>;
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
		async group(id, item) {
			await inTransaction(db, async (trx) => {
				const report = await trx
					.selectFrom('reports')
					.select('content_hash')
					.where('id', '=', id)
					.executeTakeFirst();
				if (!report) return;
				await trx
					.updateTable('reports')
					.set({ item_id: item, state: 'normal' })
					.where('id', '=', id)
					.execute();
				await trx
					.updateTable('reports')
					.set({ item_id: item })
					.where('content_hash', '=', report.content_hash)
					.where('item_id', 'is', null)
					.where('state', '=', 'normal')
					.execute();
			});
		},
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
): Promise<{ item?: string | undefined } | 'repeated'> {
	const same = await trx
		.selectFrom('reports')
		.select('item_id')
		.where('content_hash', '=', report.contentHash)
		.where('item_id', 'is not', null)
		.limit(1)
		.executeTakeFirst();
	const row: ReportsTable = {
		id: report.id,
		receipt_hash: report.receiptHash,
		submission: report.submission ?? null,
		received_at: report.receivedAt.getTime(),
		language: report.language,
		channel: report.channel,
		content: report.content,
		content_hash: report.contentHash,
		area: report.area ?? null,
		heard_on: report.heardOn ?? null,
		crisis: report.crisis ? 1 : 0,
		state: 'normal',
		item_id: same?.item_id ?? null,
		delete_after: report.deleteAfter.getTime(),
	};
	const added = await trx
		.insertInto('reports')
		.values(row)
		.onConflict((conflict) => conflict.column('submission').doNothing())
		.returning('id')
		.executeTakeFirst();
	return added ? { item: row.item_id ?? undefined } : 'repeated';
}

function toReport(row: ReportsTable): Report {
	return {
		id: row.id,
		receivedAt: new Date(row.received_at),
		// Only checked values are written.
		language: row.language as Language,
		channel: row.channel as Channel,
		content: row.content,
		contentHash: row.content_hash,
		area: row.area ?? undefined,
		heardOn: row.heard_on ?? undefined,
		crisis: row.crisis === 1,
		state: row.state,
		item: row.item_id ?? undefined,
	};
}
