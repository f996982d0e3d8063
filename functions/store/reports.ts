import type { Generated, Kysely, Selectable } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Channel, Intake } from '../../src/domain/report.ts';
import { type ReportStanding, reportStandings } from '../../src/domain/report-standing.ts';
import type { Database } from './database.ts';
import {
	type GroupOutcome,
	groupReport,
	openItem,
	type Ungrouped,
	ungroupReport,
} from './group-reports.ts';
import type { NewItem } from './items.ts';
import { sendingName, storeReports } from './report-intake.ts';
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
	/** The place of its standing in `reportStandings`. */
	standing: number;
	intake: string;
	/** Askers of the same text beyond those kept in full; see `report_copies`. */
	copies: number;
	image_id: string | null;
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
	readonly standing: ReportStanding;
	readonly intake: Intake;
	/** Further people who sent the same text. */
	readonly copies: number;
	/** The screenshot that came with it. */
	readonly image?: string | undefined;
	/** Tells the askers of one day apart, where it is known. */
	readonly asker?: string | undefined;
	/** When its time is over. */
	readonly deleteAfter: Date;
}

export interface NewReport
	extends Omit<
		Report,
		'item' | 'state' | 'mergedFrom' | 'assignee' | 'standing' | 'intake' | 'copies'
	> {
	/** The hash of the normalized content: equal texts of one area and day are one claim. Without one, a report stands alone until a moderator groups it. */
	readonly contentHash?: string | undefined;
	readonly receiptHash: string;
	/** The browser's own name for this sending, so that a repeat of the same text is not a second report. */
	readonly submission?: string | undefined;
	/** The same for the same sender on the same day, and telling nothing else; each report counts as another asker without. */
	readonly asker?: string | undefined;
	/** Proven unless it is said. */
	readonly standing?: ReportStanding | undefined;
	/** By the form unless it is said. */
	readonly intake?: Intake | undefined;
	/** The work its browser did, which counts for one report: with one that is spent it waits a step further back. */
	readonly proof?: { readonly tokenHash: string; readonly expiresAt: Date } | undefined;
	/** The item whose published response has its very text, which it joins when no report of it belongs to another. */
	readonly itemOfAnswer?: string | undefined;
	/** The item of reports with the same picture or link, which it joins when its text belongs to none. */
	readonly itemOfEvidence?: string | undefined;
	/** Hashes of the pages that it points at. */
	readonly linkHashes?: readonly string[] | undefined;
}

/** What became of a report that is stored: the item that it joined. */
export interface StoredReport {
	readonly item?: string | undefined;
}

export interface Reports {
	/**
	 * Stores a report durably and joins it to the item that already has the same text of the same area and day; a call for
	 * help always waits. A copy of what was set aside as spam goes aside too.
	 * A sending that was stored before, with the same text, stays one report: it answers to the new receipt.
	 */
	add(report: NewReport): Promise<StoredReport>;
	/** Whether a sending of this name and text is stored. */
	hasSending(submission: string, content: string): Promise<boolean>;
	byReceipt(receiptHash: string): Promise<Report | undefined>;
	get(id: string): Promise<Report | undefined>;
	/** Reports that no moderator has grouped yet: calls for help first, then by standing, then oldest first. */
	waiting(limit: number): Promise<readonly Report[]>;
	waitingCount(): Promise<number>;
	ofItem(item: string): Promise<readonly Report[]>;
	/** How many people asked what an item is about, those of copies among them. */
	askersOf(item: string): Promise<number>;
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
		async add(report) {
			const [stored] = await inTransaction(db, (trx) => storeReports(trx, [report]));
			return stored ?? {};
		},
		async hasSending(submission, content) {
			const name = sendingName(submission, content);
			const found = await Promise.all(
				(['reports', 'report_copies'] as const).map((table) =>
					db
						.selectFrom(table)
						.select('submission')
						.where('submission', '=', name)
						.executeTakeFirst(),
				),
			);
			return found.some((row) => row !== undefined);
		},
		async byReceipt(receiptHash) {
			const row = await db
				.selectFrom('reports')
				.selectAll()
				.where((where) =>
					where.or([
						where('receipt_hash', '=', receiptHash),
						where(
							'id',
							'in',
							where
								.selectFrom('report_copies')
								.select('report_id')
								.where('receipt_hash', '=', receiptHash),
						),
					]),
				)
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
				.orderBy('standing')
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
		async askersOf(item) {
			const row = await db
				.selectFrom('reports')
				.select(({ fn }) => [
					fn.countAll<number>().as('rows'),
					fn.sum<number | null>('copies').as('copies'),
				])
				.where('item_id', '=', item)
				.executeTakeFirstOrThrow();
			return Number(row.rows) + Number(row.copies ?? 0);
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
		group: (id, item, from) => inTransaction(db, (trx) => groupReport(trx, id, item, from)),
		open: (id, item) => inTransaction(db, (trx) => openItem(trx, id, item)),
		ungroup: (id) => inTransaction(db, (trx) => ungroupReport(trx, id)),
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
		standing: reportStandings[row.standing] ?? 'suspect',
		// Only checked values are written.
		intake: row.intake as Intake,
		copies: row.copies,
		image: row.image_id ?? undefined,
		asker: row.asker ?? undefined,
		deleteAfter: new Date(Number(row.delete_after)),
	};
}
