import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
	type AlertCounts,
	countAlert,
	countAlertByOrigin,
	forgetLedger,
	type OriginCounts,
} from './alert-counts.ts';
import type { Database, Engine } from './database.ts';
import { countOutcomes, newMasks, type OutcomeMasks, offsetsWith } from './outcome-masks.ts';
import { subscriptionId } from './subscriptions.ts';

export interface AlertBatchesTable {
	alert_key: string;
	number: number;
	state: 'due' | 'done';
	due_at: number;
	attempts: number;
	/** The push service; empty in batches from before it was kept. */
	origin: string;
	first_delivered_at: number | null;
	last_delivered_at: number | null;
	/** The numbers of its first and last subscription: what the masks count from, and up to. */
	first_seq: number;
	last_seq: number;
	/** The end of its subscribers' quiet hours; 0 where nobody waits. */
	not_before: number;
	masks: OutcomeMasks;
}

/** A part of an alert that one sender works on, for one push service. */
export interface AlertBatch {
	readonly alertKey: string;
	readonly number: number;
	readonly origin: string;
	/** The number of the subscription at offset 0 of the masks. */
	readonly firstSeq: number;
	readonly masks: OutcomeMasks;
	readonly attempts: number;
	/** Its subscribers had quiet hours until then. */
	readonly waitedUntil?: Date | undefined;
}

/** What is known of a batch, and when this sender had its first and last delivery. */
export interface BatchResults {
	readonly masks: OutcomeMasks;
	/** Endpoints that their push service says are no more, since this was last written. */
	readonly gone?: readonly string[] | undefined;
	readonly firstDeliveredAt?: Date | undefined;
	readonly lastDeliveredAt?: Date | undefined;
}

/** A subscription's place in an alert. */
export interface CutSubscription {
	readonly seq: number;
	readonly origin: string;
	/** Nothing is sent to it before. */
	readonly waitsUntil?: Date | undefined;
}

/** The ledger: what became of every alert at every subscription. */
export interface AlertBatches {
	/**
	 * Makes batches that a stopped process had begun due at once; those in quiet hours go on waiting. In a store that several
	 * processes share, what another may hold or have put off keeps its time.
	 */
	freeLeases(now: Date): Promise<void>;
	/**
	 * Adds a batch for each push service, another for those who wait, and remembers how far the subscriptions were walked, in
	 * one step. `false`, and nothing is added, when another has cut from `after` already.
	 */
	cut(
		key: string,
		span: { readonly after: number; readonly upTo: number },
		subscriptions: readonly CutSubscription[],
		dueAt: Date,
	): Promise<boolean>;
	/** Who, of the subscriptions after one number up to another, was told of some notices, or is still to be told. */
	told(
		refs: readonly string[],
		span: { readonly after: number; readonly upTo: number },
	): Promise<ReadonlySet<number>>;
	/**
	 * Takes the next batch that is due, the gravest alert first, and keeps others from taking it until `leaseUntil`.
	 * Nothing is taken of the push services in `except`.
	 */
	claim(now: Date, leaseUntil: Date, except?: readonly string[]): Promise<AlertBatch | undefined>;
	/** Writes what is known so far of a batch, removes subscriptions that are gone, and keeps it longer. `false` when its alert is not to be sent any more. */
	saveResults(batch: AlertBatch, known: BatchResults, leaseUntil: Date): Promise<boolean>;
	/** Ends work on a batch: done when nothing is pending, otherwise due again. Subscriptions that are gone are removed. */
	release(batch: AlertBatch, known: BatchResults, dueAt: Date): Promise<void>;
	/** What became of an alert at all subscriptions, with its first and last delivery. */
	counts(key: string): Promise<AlertCounts>;
	/** The same for each push service, by its origin. */
	countsByOrigin(key: string): Promise<readonly OriginCounts[]>;
	/** Deletes the ledgers of alerts that began, and could be sent until, before an instant; their totals stay. */
	forget(before: Date): Promise<void>;
}

/** No lease, and no wait for another try, is longer. */
const longestHoldMs = 6 * 60_000;

/** No batch ever waits so long; what seems to was put off by a clock that has been put back since. */
const longestWaitMs = 24 * 3_600_000;

export function alertBatches(db: Kysely<Database>, engine: Engine): AlertBatches {
	return {
		async freeLeases(now) {
			await db
				.updateTable('alert_batches')
				.set({ due_at: now.getTime() })
				.where('state', '=', 'due')
				.where('attempts', '>', 0)
				.where('due_at', '>', now.getTime() + (engine === 'postgres' ? longestHoldMs : 0))
				.where('not_before', '<=', now.getTime())
				.execute();
		},
		async cut(key, { after, upTo }, subscriptions, dueAt) {
			return db.transaction().execute(async (trx) => {
				// Two who cut the same alert stand in line here, and the second finds that it has moved on.
				const moved = await trx
					.updateTable('alerts')
					.set({ cut_after_seq: upTo })
					.where('key', '=', key)
					.where('cut_after_seq', '=', after)
					.returning('key')
					.executeTakeFirst();
				if (!moved) return false;
				const last = await trx
					.selectFrom('alert_batches')
					.select(({ fn }) => fn.max('number').as('number'))
					.where('alert_key', '=', key)
					.executeTakeFirst();
				const groups = Map.groupBy(
					subscriptions,
					({ origin, waitsUntil }) => `${waitsUntil?.getTime() ?? 0} ${origin}`,
				);
				const rows = [...groups.values()].map(([first, ...others], index) => ({
					alert_key: key,
					number: Number(last?.number ?? 0) + 1 + index,
					state: 'due' as const,
					due_at: Math.max(dueAt.getTime(), first?.waitsUntil?.getTime() ?? 0),
					not_before: first?.waitsUntil?.getTime() ?? 0,
					attempts: 0,
					origin: first?.origin ?? '',
					...spanOf([first, ...others].flatMap((each) => each?.seq ?? [])),
				}));
				if (rows.length > 0) await trx.insertInto('alert_batches').values(rows).execute();
				return true;
			});
		},
		async told(refs, { after, upTo }) {
			if (refs.length === 0) return new Set();
			const keys = db
				.selectFrom('alerts')
				.select('key')
				.where(({ eb, or }) => or(refs.map((ref) => eb('key', 'like', `notices/${ref}/%`))));
			const rows = await db
				.selectFrom('alert_batches')
				.select(['first_seq', 'masks'])
				.where('alert_key', 'in', keys)
				.where('last_seq', '>', after)
				.where('first_seq', '<=', upTo)
				.execute();
			return new Set(
				rows.flatMap(({ first_seq, masks }) =>
					offsetsWith(masks, 'delivered', 'pending').map((offset) => first_seq + offset),
				),
			);
		},
		async claim(now, leaseUntil, except = []) {
			return db.transaction().execute(async (trx) => {
				let due = trx
					.selectFrom('alert_batches')
					.innerJoin('alerts', 'alerts.key', 'alert_batches.alert_key')
					.selectAll('alert_batches')
					.where('alerts.state', 'in', ['cutting', 'sending'])
					.where('alert_batches.state', '=', 'due')
					.where(({ eb, or }) =>
						or([
							eb('alert_batches.due_at', '<=', now.getTime()),
							eb('alert_batches.due_at', '>', now.getTime() + longestWaitMs),
						]),
					)
					.orderBy('alerts.urgency', 'desc')
					.orderBy('alert_batches.due_at')
					.orderBy('alert_batches.number')
					.limit(1);
				if (except.length > 0)
					due = due.where('alert_batches.origin', 'not in', listed(engine, except));
				if (engine === 'postgres') due = due.forUpdate('alert_batches').skipLocked();
				const row = await due.executeTakeFirst();
				if (!row) return undefined;
				const attempts = row.attempts + 1;
				await trx
					.updateTable('alert_batches')
					.set({ due_at: leaseUntil.getTime(), attempts })
					.where('alert_key', '=', row.alert_key)
					.where('number', '=', row.number)
					.execute();
				return toBatch({ ...row, attempts });
			});
		},
		async saveResults(batch, known, leaseUntil) {
			if (!(await saveKnown(db, batch, known, { due_at: leaseUntil.getTime() }))) return false;
			return isBeingSent(db, batch.alertKey);
		},
		async release(batch, known, dueAt) {
			const isOpen = countOutcomes([known.masks]).pending > 0;
			const state = isOpen ? ('due' as const) : ('done' as const);
			await saveKnown(db, batch, known, { state, due_at: dueAt.getTime() });
		},
		counts: (key) => countAlert(db, key),
		countsByOrigin: (key) => countAlertByOrigin(db, key),
		async forget(before) {
			const rows = await db
				.selectFrom('alerts')
				.select('key')
				.where('at', '<', before.getTime())
				.where('deadline', '<', before.getTime())
				.where('totals', 'is', null)
				.execute();
			for (const { key } of rows) await forgetLedger(db, key);
		},
	};
}

/** A list as one value, because engines limit how many a statement may have; anybody can make up hosts that do not answer. */
function listed(engine: Engine, values: readonly string[]): RawBuilder<string> {
	const json = JSON.stringify(values);
	return engine === 'postgres'
		? sql<string>`(select json_array_elements_text(${json}::json))`
		: sql<string>`(select value from json_each(${json}))`;
}

/** Whether more of an alert is to be sent at this moment. */
export async function isBeingSent(db: Kysely<Database>, key: string): Promise<boolean> {
	const alert = await db
		.selectFrom('alerts')
		.select('state')
		.where('key', '=', key)
		.executeTakeFirst();
	return alert?.state === 'cutting' || alert?.state === 'sending';
}

function spanOf(seqs: readonly number[]) {
	const [first = 0] = seqs;
	const masks = newMasks(seqs.map((seq) => seq - first));
	return { first_seq: first, last_seq: seqs.at(-1) ?? first, masks };
}

/**
 * The first delivery is that of the first sender who had one; an earlier one is never overwritten. Who is gone is removed by
 * the address that was sent to: a browser that has moved on from it meanwhile has kept its number.
 */
async function saveKnown(
	db: Kysely<Database>,
	batch: AlertBatch,
	known: BatchResults,
	next: { readonly state?: AlertBatchesTable['state']; readonly due_at: number },
): Promise<boolean> {
	const { gone = [] } = known;
	if (gone.length === 0) return updateKnown(db, batch, known, next);
	return db.transaction().execute(async (trx) => {
		await trx.deleteFrom('subscriptions').where('id', 'in', gone.map(subscriptionId)).execute();
		return updateKnown(trx, batch, known, next);
	});
}

/** `false`, and nothing is written, when another has taken the batch since: what that one knows is not to be lost. */
async function updateKnown(
	db: Kysely<Database>,
	batch: AlertBatch,
	{ masks, firstDeliveredAt, lastDeliveredAt }: BatchResults,
	next: { readonly state?: AlertBatchesTable['state']; readonly due_at: number },
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('alert_batches')
		.set(({ fn, ref, val }) => ({
			...next,
			masks,
			...(firstDeliveredAt && {
				first_delivered_at: fn.coalesce(ref('first_delivered_at'), val(firstDeliveredAt.getTime())),
			}),
			...(lastDeliveredAt && { last_delivered_at: lastDeliveredAt.getTime() }),
		}))
		.where('alert_key', '=', batch.alertKey)
		.where('number', '=', batch.number)
		.where('attempts', '=', batch.attempts)
		.executeTakeFirstOrThrow();
	return numUpdatedRows > 0n;
}

function toBatch(row: AlertBatchesTable): AlertBatch {
	return {
		alertKey: row.alert_key,
		number: row.number,
		origin: row.origin,
		firstSeq: row.first_seq,
		masks: row.masks,
		attempts: row.attempts,
		waitedUntil: row.not_before > 0 ? new Date(row.not_before) : undefined,
	};
}
