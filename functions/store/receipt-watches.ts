import type { Kysely, Selectable } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { ItemState, Referral } from '../../src/domain/report.ts';
import type { Database } from './database.ts';
import { type PushAddress, subscriptionId } from './subscriptions.ts';
import { inTransaction } from './transaction.ts';

export interface ReceiptWatchesTable {
	report_id: string;
	/** The hash of the endpoint. */
	browser_id: string;
	endpoint: string;
	origin: string;
	p256dh: string;
	auth: string;
	vapid_key: number;
	language: string;
	/** The name of the standing that was told last. */
	told: string;
	/** Messages in a row that did not arrive. */
	attempts: number;
	due_at: number;
}

/** A browser that is told when a report is answered. */
export interface NewReceiptWatch extends PushAddress {
	readonly report: string;
	readonly language: Language;
	/** See `standingName`. */
	readonly told: string;
}

/** A watch beside what decides on how its report stands. */
export interface ReceiptWatch {
	readonly report: string;
	/** Names the browser; its endpoint is a secret address. */
	readonly browser: string;
	/** Of its push service. */
	readonly origin: string;
	readonly told: string;
	/** It is left alone until then. */
	readonly dueAt: Date;
	readonly item?:
		| {
				readonly id: string;
				readonly state: ItemState;
				readonly referredTo?: Referral | undefined;
		  }
		| undefined;
	/** When the report and its watches are forgotten. */
	readonly deleteAfter: Date;
}

/** A watch that one sender has for itself for a while. */
export interface ClaimedReceiptWatch extends PushAddress, Pick<NewReceiptWatch, 'language'> {
	readonly attempts: number;
}

type WatchName = Pick<ReceiptWatch, 'report' | 'browser'>;

/** A person has a phone, perhaps a computer, and somebody who helps. */
const mostWatches = 3;

export interface ReceiptWatches {
	/** Keeps a watch; the same browser again replaces its own. `full` when enough others watch the report, `unknown` when it is forgotten. */
	save(watch: NewReceiptWatch): Promise<'saved' | 'full' | 'unknown'>;
	/** Whether a browser watches a report; without one, whether it watches any. */
	has(endpoint: string, report?: string): Promise<boolean>;
	/** Ends what a browser watches: one report, or all. */
	remove(endpoint: string, report?: string): Promise<void>;
	/** Whether anything is sent to an address, be it alerts or answers. */
	isUsed(endpoint: string): Promise<boolean>;
	all(): Promise<readonly ReceiptWatch[]>;
	/** Takes a watch that is due and was told nothing since it was read; nobody else gets it before `until`. */
	claim(watch: ReceiptWatch, now: Date, until: Date): Promise<ClaimedReceiptWatch | undefined>;
	/** The message with this standing has arrived. */
	setTold(watch: WatchName, told: string): Promise<void>;
	putOff(watch: WatchName, dueAt: Date): Promise<void>;
	/** The push service says that the address is no more: it can wait for nothing. */
	forgetBrowser(browser: string): Promise<void>;
}

export function receiptWatches(db: Kysely<Database>): ReceiptWatches {
	const named = (report: string, browser: string) =>
		({ report_id: report, browser_id: browser }) satisfies Partial<ReceiptWatchesTable>;
	return {
		save: (watch) => inTransaction(db, (trx) => save(trx, watch)),
		async has(endpoint, report) {
			const row = await db
				.selectFrom('receipt_watches')
				.select('report_id')
				.where(({ and }) => and(ofBrowser(endpoint, report)))
				.limit(1)
				.executeTakeFirst();
			return row !== undefined;
		},
		async remove(endpoint, report) {
			await db
				.deleteFrom('receipt_watches')
				.where(({ and }) => and(ofBrowser(endpoint, report)))
				.execute();
		},
		async isUsed(endpoint) {
			const id = subscriptionId(endpoint);
			const used = await db
				.selectFrom('subscriptions')
				.select('id')
				.where('id', '=', id)
				.unionAll(
					db.selectFrom('receipt_watches').select('browser_id as id').where('browser_id', '=', id),
				)
				.executeTakeFirst();
			return used !== undefined;
		},
		async all() {
			const rows = await db
				.selectFrom('receipt_watches as watch')
				.innerJoin('reports', 'reports.id', 'watch.report_id')
				.leftJoin('items', 'items.id', 'reports.item_id')
				.select(['watch.report_id', 'browser_id', 'watch.origin', 'told', 'due_at'])
				.select(['item_id', 'delete_after', 'items.state', 'items.referred_to'])
				.execute();
			return rows.map((row) => ({
				report: row.report_id,
				browser: row.browser_id,
				origin: row.origin,
				told: row.told,
				dueAt: new Date(Number(row.due_at)),
				deleteAfter: new Date(Number(row.delete_after)),
				item:
					row.item_id === null || row.state === null
						? undefined
						: {
								id: row.item_id,
								state: row.state,
								// Only checked values are written.
								referredTo: (row.referred_to as Referral | null) ?? undefined,
							},
			}));
		},
		async claim({ report, browser, told }, now, until) {
			const row = await db
				.updateTable('receipt_watches')
				.set(({ eb }) => ({ due_at: until.getTime(), attempts: eb('attempts', '+', 1) }))
				.where(({ and }) => and({ ...named(report, browser), told }))
				.where('due_at', '<=', now.getTime())
				.returningAll()
				.executeTakeFirst();
			return row && toClaimed(row);
		},
		async setTold({ report, browser }, told) {
			await db
				.updateTable('receipt_watches')
				.set({ told, attempts: 0, due_at: 0 })
				.where(({ and }) => and(named(report, browser)))
				.execute();
		},
		async putOff({ report, browser }, dueAt) {
			await db
				.updateTable('receipt_watches')
				.set({ due_at: dueAt.getTime() })
				.where(({ and }) => and(named(report, browser)))
				.execute();
		},
		async forgetBrowser(browser) {
			await db.deleteFrom('receipt_watches').where('browser_id', '=', browser).execute();
		},
	};
}

function ofBrowser(endpoint: string, report: string | undefined): Partial<ReceiptWatchesTable> {
	const browser_id = subscriptionId(endpoint);
	return report === undefined ? { browser_id } : { browser_id, report_id: report };
}

async function save(
	trx: Kysely<Database>,
	watch: NewReceiptWatch,
): Promise<'saved' | 'full' | 'unknown'> {
	const browser = subscriptionId(watch.endpoint);
	// Two browsers that ask at once stand in line at the report.
	const report = await trx
		.updateTable('reports')
		.set(({ ref }) => ({ state: ref('state') }))
		.where('id', '=', watch.report)
		.returning('id')
		.executeTakeFirst();
	if (!report) return 'unknown';
	const others = await trx
		.selectFrom('receipt_watches')
		.select('browser_id')
		.where('report_id', '=', watch.report)
		.where('browser_id', '!=', browser)
		.execute();
	if (others.length >= mostWatches) return 'full';
	const { endpoint } = watch;
	const asked = {
		p256dh: watch.keys.p256dh,
		auth: watch.keys.auth,
		vapid_key: watch.vapidKeyId,
		language: watch.language,
		told: watch.told,
		attempts: 0,
		due_at: 0,
	};
	await trx
		.insertInto('receipt_watches')
		.values({
			report_id: report.id,
			browser_id: browser,
			endpoint,
			origin: new URL(endpoint).origin,
			...asked,
		})
		.onConflict((conflict) => conflict.columns(['report_id', 'browser_id']).doUpdateSet(asked))
		.execute();
	return 'saved';
}

function toClaimed(row: Selectable<ReceiptWatchesTable>): ClaimedReceiptWatch {
	return {
		endpoint: row.endpoint,
		keys: { p256dh: row.p256dh, auth: row.auth },
		vapidKeyId: row.vapid_key,
		// Only `save` writes the column, from a checked language.
		language: row.language as Language,
		attempts: row.attempts,
	};
}
