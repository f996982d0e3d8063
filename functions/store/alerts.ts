import type { Kysely } from 'kysely';
import { type Announcement, announcementKey } from '../../src/domain/announcement.ts';
import { parseAnnouncement } from './announcements.ts';
import type { Database } from './database.ts';

export interface AlertsTable {
	key: string;
	announcement: string;
	state: 'cutting' | 'sending' | 'held' | 'done';
	cut_after: string;
	at: number;
	deadline: number;
	queued_at: number | null;
}

export interface AlertBatchesTable {
	alert_key: string;
	number: number;
	subscriptions: string;
	results: string;
	state: 'due' | 'done';
	due_at: number;
	attempts: number;
	/** The push service; empty in batches from before it was kept. */
	origin: string;
	first_delivered_at: number | null;
	last_delivered_at: number | null;
	/** The least and the greatest of its subscriptions, in the order in which they are walked. */
	first_id: string;
	last_id: string;
}

/** What became of one subscription in an alert: not known yet, delivered, gone, refused, or too late to matter. */
export const outcomes = {
	pending: '.',
	delivered: 'd',
	gone: 'g',
	refused: 'r',
	expired: 'x',
} as const;

export interface Alert {
	readonly key: string;
	readonly announcement: Announcement;
	readonly state: AlertsTable['state'];
	readonly at: Date;
	readonly deadline: Date;
	readonly cutAfter: string;
	/** When all its subscriptions were in batches. */
	readonly queuedAt?: Date | undefined;
}

/** A part of an alert that one sender works on, for one push service. `results` has one letter for each subscription. */
export interface AlertBatch {
	readonly alertKey: string;
	readonly number: number;
	readonly subscriptions: readonly string[];
	readonly results: string;
	readonly attempts: number;
}

/** What is known of a batch: a letter for each subscription, and when this sender had its first and last delivery. */
export interface BatchResults {
	readonly results: string;
	readonly firstDeliveredAt?: Date | undefined;
	readonly lastDeliveredAt?: Date | undefined;
}

export interface AlertCounts {
	readonly total: number;
	readonly pending: number;
	readonly delivered: number;
	readonly gone: number;
	readonly refused: number;
	readonly expired: number;
}

/** What became of an alert at the subscriptions of one push service. */
export interface OriginCounts extends AlertCounts {
	/** Empty where it was not kept yet. */
	readonly origin: string;
	readonly firstDeliveredAt?: Date | undefined;
	readonly lastDeliveredAt?: Date | undefined;
}

/** The ledger: every alert, and what became of it at every subscription. */
export interface Alerts {
	/** Ends an alert that is held: what its ledger leaves open is not sent. */
	end(key: string): Promise<void>;
	/** Makes batches that a stopped process had taken due at once. */
	freeLeases(now: Date): Promise<void>;
	/** Begins an alert, or goes on with a held one in the words given now; any other that has begun stays as it is. */
	begin(announcement: Announcement, times: { at: Date; deadline: Date }): Promise<void>;
	cutting(): Promise<readonly Alert[]>;
	/** Alerts of which some batch may still be due. */
	sending(): Promise<readonly string[]>;
	get(key: string): Promise<Alert | undefined>;
	latest(count: number): Promise<readonly Alert[]>;
	/** Adds a batch for each push service and remembers how far the subscriptions were walked, in one step. */
	cut(
		key: string,
		cutAfter: string,
		subscriptions: readonly { readonly id: string; readonly origin: string }[],
		dueAt: Date,
	): Promise<void>;
	/** Who, of the subscriptions after one id up to another, was told of some notices, or is still to be told. */
	told(
		refs: readonly string[],
		span: { readonly after: string; readonly upTo: string },
	): Promise<ReadonlySet<string>>;
	finishCutting(key: string, at: Date): Promise<void>;
	/** Takes the next batch that is due and keeps others from taking it until `leaseUntil`. */
	claim(now: Date, leaseUntil: Date): Promise<AlertBatch | undefined>;
	/** Writes what is known so far of a batch. */
	saveResults(batch: AlertBatch, known: BatchResults): Promise<void>;
	/** Ends work on a batch: done when nothing is pending, otherwise due again. */
	release(batch: AlertBatch, known: BatchResults, dueAt: Date): Promise<void>;
	/** Marks an alert done when all of it is cut and no batch is due. `true` when it is done. */
	finishIfDone(key: string): Promise<boolean>;
	counts(key: string): Promise<AlertCounts>;
	/** The same for each push service, by its origin. */
	countsByOrigin(key: string): Promise<readonly OriginCounts[]>;
}

export function alerts(db: Kysely<Database>, engine: 'sqlite' | 'postgres'): Alerts {
	return {
		async begin(announcement, { at, deadline }) {
			const row = {
				key: announcementKey(announcement),
				announcement: JSON.stringify(announcement),
				state: 'cutting' as const,
				cut_after: '',
				at: at.getTime(),
				deadline: deadline.getTime(),
			};
			await db
				.insertInto('alerts')
				.values(row)
				.onConflict((conflict) =>
					conflict
						.column('key')
						.doUpdateSet({ state: 'cutting', announcement: row.announcement })
						.where('alerts.state', '=', 'held'),
				)
				.execute();
		},
		async end(key) {
			await db
				.updateTable('alerts')
				.set({ state: 'done' })
				.where('key', '=', key)
				.where('state', '=', 'held')
				.execute();
		},
		async freeLeases(now) {
			await db
				.updateTable('alert_batches')
				.set({ due_at: now.getTime() })
				.where('state', '=', 'due')
				.where('due_at', '>', now.getTime())
				.execute();
		},
		async cutting() {
			const rows = await db
				.selectFrom('alerts')
				.selectAll()
				.where('state', '=', 'cutting')
				.orderBy('at')
				.execute();
			return rows.map(toAlert);
		},
		async sending() {
			const rows = await db
				.selectFrom('alerts')
				.select('key')
				.where('state', '=', 'sending')
				.execute();
			return rows.map((row) => row.key);
		},
		async get(key) {
			const row = await db
				.selectFrom('alerts')
				.selectAll()
				.where('key', '=', key)
				.executeTakeFirst();
			return row && toAlert(row);
		},
		async latest(count) {
			const rows = await db
				.selectFrom('alerts')
				.selectAll()
				.orderBy('at', 'desc')
				.limit(count)
				.execute();
			return rows.map(toAlert);
		},
		async cut(key, cutAfter, subscriptions, dueAt) {
			await db.transaction().execute(async (trx) => {
				const last = await trx
					.selectFrom('alert_batches')
					.select(({ fn }) => fn.max('number').as('number'))
					.where('alert_key', '=', key)
					.executeTakeFirst();
				const byOrigin = Map.groupBy(subscriptions, ({ origin }) => origin);
				const rows = [...byOrigin].map(([origin, each], index) => ({
					alert_key: key,
					number: Number(last?.number ?? 0) + 1 + index,
					subscriptions: JSON.stringify(each.map(({ id }) => id)),
					results: outcomes.pending.repeat(each.length),
					state: 'due' as const,
					due_at: dueAt.getTime(),
					attempts: 0,
					origin,
					first_id: each[0]?.id ?? '',
					last_id: each.at(-1)?.id ?? '',
				}));
				if (rows.length > 0) await trx.insertInto('alert_batches').values(rows).execute();
				await trx
					.updateTable('alerts')
					.set({ cut_after: cutAfter })
					.where('key', '=', key)
					.execute();
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
				.select(['subscriptions', 'results'])
				.where('alert_key', 'in', keys)
				.where('last_id', '>', after)
				.where('first_id', '<=', upTo)
				.execute();
			return new Set(rows.flatMap(toldIn));
		},
		async finishCutting(key, at) {
			await db
				.updateTable('alerts')
				.set({ state: 'sending', queued_at: at.getTime() })
				.where('key', '=', key)
				.where('state', '=', 'cutting')
				.execute();
		},
		async claim(now, leaseUntil) {
			return db.transaction().execute(async (trx) => {
				let due = trx
					.selectFrom('alert_batches')
					.innerJoin('alerts', 'alerts.key', 'alert_batches.alert_key')
					.selectAll('alert_batches')
					.where('alerts.state', 'in', ['cutting', 'sending'])
					.where('alert_batches.state', '=', 'due')
					.where('alert_batches.due_at', '<=', now.getTime())
					.orderBy('alert_batches.due_at')
					.limit(1);
				if (engine === 'postgres') due = due.forUpdate('alert_batches').skipLocked();
				const row = await due.executeTakeFirst();
				if (!row) return undefined;
				await trx
					.updateTable('alert_batches')
					.set({ due_at: leaseUntil.getTime(), attempts: row.attempts + 1 })
					.where('alert_key', '=', row.alert_key)
					.where('number', '=', row.number)
					.execute();
				return toBatch({ ...row, attempts: row.attempts + 1 });
			});
		},
		async saveResults(batch, known) {
			await saveKnown(db, batch, known).execute();
		},
		async release(batch, known, dueAt) {
			const isOpen = known.results.includes(outcomes.pending);
			const state = isOpen ? ('due' as const) : ('done' as const);
			await saveKnown(db, batch, known).set({ state, due_at: dueAt.getTime() }).execute();
		},
		async finishIfDone(key) {
			const open = await db
				.selectFrom('alert_batches')
				.select('number')
				.where('alert_key', '=', key)
				.where('state', '=', 'due')
				.limit(1)
				.executeTakeFirst();
			if (open) return false;
			const done = await db
				.updateTable('alerts')
				.set({ state: 'done' })
				.where('key', '=', key)
				.where('state', '=', 'sending')
				.returning('key')
				.executeTakeFirst();
			return done !== undefined;
		},
		async counts(key) {
			const rows = await db
				.selectFrom('alert_batches')
				.select('results')
				.where('alert_key', '=', key)
				.execute();
			return countLetters(rows.map((row) => row.results).join(''));
		},
		async countsByOrigin(key) {
			const rows = await db
				.selectFrom('alert_batches')
				.select(['origin', 'results', 'first_delivered_at', 'last_delivered_at'])
				.where('alert_key', '=', key)
				.orderBy('origin')
				.execute();
			return [...Map.groupBy(rows, ({ origin }) => origin)].map(([origin, batches]) => ({
				origin,
				...countLetters(batches.map(({ results }) => results).join('')),
				firstDeliveredAt: extreme(
					batches.map((batch) => batch.first_delivered_at),
					Math.min,
				),
				lastDeliveredAt: extreme(
					batches.map((batch) => batch.last_delivered_at),
					Math.max,
				),
			}));
		},
	};
}

/** The first delivery is that of the first sender who had one; an earlier one is never overwritten. */
function saveKnown(db: Kysely<Database>, batch: AlertBatch, known: BatchResults) {
	const { results, firstDeliveredAt, lastDeliveredAt } = known;
	return db
		.updateTable('alert_batches')
		.set(({ fn, ref, val }) => ({
			results,
			...(firstDeliveredAt && {
				first_delivered_at: fn.coalesce(ref('first_delivered_at'), val(firstDeliveredAt.getTime())),
			}),
			...(lastDeliveredAt && { last_delivered_at: lastDeliveredAt.getTime() }),
		}))
		.where('alert_key', '=', batch.alertKey)
		.where('number', '=', batch.number);
}

function countLetters(letters: string): AlertCounts {
	const count = (letter: string) => letters.split(letter).length - 1;
	return {
		total: letters.length,
		pending: count(outcomes.pending),
		delivered: count(outcomes.delivered),
		gone: count(outcomes.gone),
		refused: count(outcomes.refused),
		expired: count(outcomes.expired),
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

function toldIn({ subscriptions, results }: { subscriptions: string; results: string }): string[] {
	const reached: readonly (string | undefined)[] = [outcomes.delivered, outcomes.pending];
	return idsOf(subscriptions).filter((_, index) => reached.includes(results[index]));
}

function toAlert(row: AlertsTable): Alert {
	return {
		key: row.key,
		announcement: parseAnnouncement(row.announcement),
		state: row.state,
		at: new Date(row.at),
		deadline: new Date(row.deadline),
		cutAfter: row.cut_after,
		queuedAt: row.queued_at === null ? undefined : new Date(row.queued_at),
	};
}

function toBatch(row: AlertBatchesTable): AlertBatch {
	return {
		alertKey: row.alert_key,
		number: row.number,
		subscriptions: idsOf(row.subscriptions),
		results: row.results,
		attempts: row.attempts,
	};
}

/** Only `cut` writes the column, from a list of ids. */
function idsOf(subscriptions: string): string[] {
	return JSON.parse(subscriptions) as string[];
}
