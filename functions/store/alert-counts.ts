import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AlertBatchesTable } from './alert-batches.ts';
import type { Database } from './database.ts';
import { countOutcomes, type OutcomeCounts } from './outcome-masks.ts';

/** What became of an alert. */
export interface AlertCounts extends OutcomeCounts {
	/** How many of those that are pending have quiet hours, so that nothing was tried yet. */
	readonly waiting: number;
	readonly firstDeliveredAt?: Date | undefined;
	readonly lastDeliveredAt?: Date | undefined;
}

/** The same at the subscriptions of one push service. */
export interface OriginCounts extends AlertCounts {
	/** Empty where it was not kept yet. */
	readonly origin: string;
}

type Counted = Pick<
	AlertBatchesTable,
	| 'origin'
	| 'masks'
	| 'first_delivered_at'
	| 'last_delivered_at'
	| 'state'
	| 'attempts'
	| 'not_before'
>;

/** What became of an alert at all subscriptions: by its ledger, or by the totals that stay when that was deleted. */
export async function countAlert(db: Kysely<Database>, key: string): Promise<AlertCounts> {
	const rows = await ledgerOf(db, key);
	return rows.length > 0 ? countBatches(rows) : sumOf(await keptTotals(db, key));
}

/** The same for each push service, by its origin. */
export async function countAlertByOrigin(
	db: Kysely<Database>,
	key: string,
): Promise<readonly OriginCounts[]> {
	const rows = await ledgerOf(db, key);
	return rows.length > 0 ? countOrigins(rows) : keptTotals(db, key);
}

async function ledgerOf(db: Kysely<Database>, key: string): Promise<readonly Counted[]> {
	return db
		.selectFrom('alert_batches')
		.select(['origin', 'masks', 'first_delivered_at', 'last_delivered_at'])
		.select(['state', 'attempts', 'not_before'])
		.where('alert_key', '=', key)
		.orderBy('origin')
		.execute();
}

/** Deletes the ledger of an alert and keeps its totals. What was pending at the end was not delivered in time. */
export async function forgetLedger(db: Kysely<Database>, key: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const totals = countOrigins(await ledgerOf(trx, key)).map(
			({ pending, expired, ...counts }) => ({
				...counts,
				expired: expired + pending,
				pending: 0,
				waiting: 0,
			}),
		);
		await trx
			.updateTable('alerts')
			.set({ totals: JSON.stringify(totals), state: 'done' })
			.where('key', '=', key)
			.execute();
		await trx.deleteFrom('alert_batches').where('alert_key', '=', key).execute();
	});
}

/** What became of an alert whose ledger was deleted; of any other nothing. */
async function keptTotals(db: Kysely<Database>, key: string): Promise<readonly OriginCounts[]> {
	const row = await db
		.selectFrom('alerts')
		.select('totals')
		.where('key', '=', key)
		.executeTakeFirst();
	return totalsSchema.parse(JSON.parse(row?.totals ?? '[]'));
}

const instant = z.coerce.date().optional();
const count = z.int();
const totalsSchema = z.array(
	z.object({
		origin: z.string(),
		total: count,
		pending: count,
		delivered: count,
		gone: count,
		refused: count,
		expired: count,
		waiting: count,
		firstDeliveredAt: instant,
		lastDeliveredAt: instant,
	}),
);

function sumOf(all: readonly OriginCounts[]): AlertCounts {
	const sum = (name: Exclude<keyof OriginCounts, 'origin' | `${string}At`>) =>
		all.reduce((total, each) => total + each[name], 0);
	const instants = (name: 'firstDeliveredAt' | 'lastDeliveredAt') =>
		all.map((each) => each[name]?.getTime() ?? null);
	return {
		total: sum('total'),
		pending: sum('pending'),
		delivered: sum('delivered'),
		gone: sum('gone'),
		refused: sum('refused'),
		expired: sum('expired'),
		waiting: sum('waiting'),
		firstDeliveredAt: extreme(instants('firstDeliveredAt'), Math.min),
		lastDeliveredAt: extreme(instants('lastDeliveredAt'), Math.max),
	};
}

function countOrigins(rows: readonly Counted[]): readonly OriginCounts[] {
	return [...Map.groupBy(rows, ({ origin }) => origin)].map(([origin, batches]) => ({
		origin,
		...countBatches(batches),
	}));
}

function countBatches(batches: readonly Counted[]): AlertCounts {
	return {
		...countOutcomes(batches.map(({ masks }) => masks)),
		waiting: countOutcomes(batches.filter(isWaiting).map(({ masks }) => masks)).pending,
		firstDeliveredAt: extreme(
			batches.map((batch) => batch.first_delivered_at),
			Math.min,
		),
		lastDeliveredAt: extreme(
			batches.map((batch) => batch.last_delivered_at),
			Math.max,
		),
	};
}

/** The least or greatest of the instants that are known. */
function extreme(
	instants: readonly (number | null)[],
	choose: (...known: number[]) => number,
): Date | undefined {
	const known = instants.filter((instant) => instant !== null).map(Number);
	return known.length === 0 ? undefined : new Date(choose(...known));
}

/** Nobody has begun to send what waits for the end of quiet hours. */
function isWaiting({ attempts, not_before, state }: Counted): boolean {
	return state === 'due' && attempts === 0 && not_before > 0;
}
