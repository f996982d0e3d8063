import { createHash } from 'node:crypto';
import { type Generated, type Kysely, type Selectable, sql } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { QuietHours } from '../../src/domain/quiet-hours.ts';
import { type SeverityChoice, severityChoices } from '../../src/domain/severity-choice.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

export interface SubscriptionsTable {
	/** In the order of subscribing; never given twice. */
	seq: Generated<number>;
	id: string;
	endpoint: string;
	p256dh: string;
	auth: string;
	origin: string;
	language: string;
	/** Codes between commas, with a comma at both ends; empty means all. */
	topics: string;
	areas: string;
	/** The place of what was chosen in `severityChoices`. */
	least_severity: number;
	created_at: number;
	/** When its address or keys last changed; 0 where they are the first. */
	renewed_at: Generated<number>;
	vapid_key: number;
	/** Both or neither. */
	quiet_from: number | null;
	quiet_until: number | null;
	/** 0 for a browser that hears of exercises alone. */
	hears_public: Generated<number>;
	/** Who let it hear of exercises: `staff/<id>` or `link/<id>`. */
	exercise_by: string | null;
	/** Until when it hears of exercises; 0 where it does not. */
	exercise_until: Generated<number>;
}

/** Where a browser is reached, with what its messages are encrypted to. */
export interface PushAddress {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
	/** The pair of ours that it was made for; its push service takes messages under no other. */
	readonly vapidKeyId: number;
}

/** A browser that asked for alerts of the public. `topics` and `areas` empty mean everything. */
export interface Subscription extends PushAddress {
	readonly language: Language;
	readonly topics: readonly string[];
	readonly areas: readonly string[];
	readonly severity: SeverityChoice;
	readonly quiet?: QuietHours | undefined;
}

export interface StoredSubscription extends Subscription {
	readonly seq: number;
	readonly origin: string;
	readonly createdAt: Date;
}

/** Who hears what is announced to the public. Browsers that hear of exercises alone are in `ExerciseHearers`. */
export interface Subscriptions {
	/** Keeps a subscription; the same endpoint again replaces its choices and keys. A key pair for earlier keys is dropped. */
	save(subscription: Subscription, at: Date): Promise<'new' | 'changed' | 'same'>;
	/**
	 * Puts a browser's new address in the place of its old one; choices and number stay, so that it still hears of the end
	 * of what it was told. `false` when neither address is known.
	 */
	move(from: string, to: PushAddress, at: Date): Promise<boolean>;
	/** Forgets an address altogether: that it waits for answers to reports goes with it. */
	remove(endpoint: string): Promise<void>;
	/** What is kept of a browser; `undefined` when it has not subscribed, or no more. */
	find(endpoint: string): Promise<StoredSubscription | undefined>;
	/** The next subscriptions in the order of their numbers; with `severity` only those who hear of what has this rank. */
	after(seq: number, count: number, severity?: number): Promise<readonly StoredSubscription[]>;
	withSeqs(seqs: readonly number[]): Promise<readonly StoredSubscription[]>;
	count(): Promise<number>;
	/** The push services that most subscriptions are of, those with the most first. */
	origins(): Promise<readonly string[]>;
}

export function subscriptions(db: Kysely<Database>): Subscriptions {
	return {
		save: (subscription, at) =>
			inTransaction(db, async (trx) => {
				const columns = { ...addressColumns(subscription), ...choiceColumns(subscription) };
				const row = { ...columns, hears_public: 1 };
				const { id } = row;
				const before = await rowOf(trx, id);
				if (!before) {
					await trx
						.insertInto('subscriptions')
						.values({ ...row, exercise_by: null, created_at: at.getTime() })
						.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
						.execute();
					return 'new';
				}
				if (isSame(before, row)) return 'same';
				await replace(trx, before, row, at);
				return 'changed';
			}),
		move: (from, to, at) =>
			inTransaction(db, async (trx) => {
				const before = await rowOf(trx, subscriptionId(from));
				const after = await rowOf(trx, subscriptionId(to.endpoint));
				const isWaiting = await moveWatches(trx, subscriptionId(from), addressColumns(to));
				if (!before) return isWaiting || after !== undefined;
				// Both are kept when the browser subscribed anew before it could tell of its move; the later choices stand.
				if (after && after.seq !== before.seq) {
					await trx.deleteFrom('subscriptions').where('seq', '=', before.seq).execute();
					await keepExercises(trx, before, after);
				} else await replace(trx, before, addressColumns(to), at);
				return true;
			}),
		async remove(endpoint) {
			const id = subscriptionId(endpoint);
			await db.transaction().execute(async (trx) => {
				await trx.deleteFrom('subscriptions').where('id', '=', id).execute();
				await trx.deleteFrom('receipt_watches').where('browser_id', '=', id).execute();
			});
		},
		async find(endpoint) {
			const row = await rowOf(db, subscriptionId(endpoint));
			return row?.hears_public === 1 ? toSubscription(row) : undefined;
		},
		async after(seq, count, severity) {
			let next = db
				.selectFrom('subscriptions')
				.selectAll()
				.where('seq', '>', seq)
				.where('hears_public', '=', 1);
			if (severity !== undefined) next = next.where('least_severity', '<=', severity);
			const rows = await next.orderBy('seq').limit(count).execute();
			return rows.map(toSubscription);
		},
		async withSeqs(seqs) {
			if (seqs.length === 0) return [];
			const rows = await db
				.selectFrom('subscriptions')
				.selectAll()
				// Numbers, and thousands of them: bound one by one they would cost more than the reading.
				.where(sql<boolean>`seq in (${sql.raw(seqs.join())})`)
				.execute();
			return rows.map(toSubscription);
		},
		async origins() {
			const rows = await db
				.selectFrom('subscriptions')
				.select('origin')
				.groupBy('origin')
				.orderBy(({ fn }) => fn.countAll(), 'desc')
				.orderBy('origin')
				.limit(mostOrigins)
				.execute();
			return rows.map(({ origin }) => origin);
		},
		async count() {
			const row = await db
				.selectFrom('subscriptions')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.where('hears_public', '=', 1)
				.executeTakeFirstOrThrow();
			return Number(row.count);
		},
	};
}

/** Far more than there are; hosts that somebody made up below that of a service must not be dialled with each publication. */
const mostOrigins = 20;

function rowOf(db: Kysely<Database>, id: string) {
	return db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
}

async function replace(
	trx: Kysely<Database>,
	before: Selectable<SubscriptionsTable>,
	row: ReturnType<typeof addressColumns>,
	at: Date,
): Promise<void> {
	const hasNewKeys = before.p256dh !== row.p256dh || before.auth !== row.auth;
	if (hasNewKeys) await trx.deleteFrom('prepared_keys').where('seq', '=', before.seq).execute();
	const isNewAddress = hasNewKeys || before.id !== row.id || before.vapid_key !== row.vapid_key;
	await trx
		.updateTable('subscriptions')
		.set({ ...row, ...(isNewAddress && { renewed_at: at.getTime() }) })
		.where('seq', '=', before.seq)
		.execute();
}

/** Of two rows of one browser the later stays, and goes on hearing of exercises if the earlier did. */
async function keepExercises(
	trx: Kysely<Database>,
	before: Selectable<SubscriptionsTable>,
	after: Selectable<SubscriptionsTable>,
): Promise<void> {
	if (Number(before.exercise_until) <= Number(after.exercise_until)) return;
	const { exercise_by, exercise_until } = before;
	await trx
		.updateTable('subscriptions')
		.set({ exercise_by, exercise_until })
		.where('seq', '=', after.seq)
		.execute();
}

/** What a browser waits for moves with it; where its new address waits for the same already, that stands. */
async function moveWatches(
	trx: Kysely<Database>,
	from: string,
	{ id, ...address }: ReturnType<typeof addressColumns>,
): Promise<boolean> {
	if (from === id) return false;
	await trx
		.deleteFrom('receipt_watches')
		.where('browser_id', '=', from)
		.where('report_id', 'in', (known) =>
			known.selectFrom('receipt_watches').select('report_id').where('browser_id', '=', id),
		)
		.execute();
	const moved = await trx
		.updateTable('receipt_watches')
		.set({ ...address, browser_id: id })
		.where('browser_id', '=', from)
		.returning('report_id')
		.execute();
	return moved.length > 0;
}

function isSame(before: Readonly<Record<string, unknown>>, row: object): boolean {
	return Object.entries(row).every(([name, value]) => before[name] === value);
}

export function addressColumns({ endpoint, keys, vapidKeyId }: PushAddress) {
	return {
		id: subscriptionId(endpoint),
		endpoint,
		origin: new URL(endpoint).origin,
		p256dh: keys.p256dh,
		auth: keys.auth,
		vapid_key: vapidKeyId,
	};
}

function choiceColumns({ language, topics, areas, severity, quiet }: Subscription) {
	return {
		language,
		topics: codesToText(topics),
		areas: codesToText(areas),
		least_severity: severityChoices.indexOf(severity),
		quiet_from: quiet?.from ?? null,
		quiet_until: quiet?.until ?? null,
	};
}

/** An endpoint is a secret address, so it is named by its hash. */
export function subscriptionId(endpoint: string): string {
	return createHash('sha256').update(endpoint).digest('base64url');
}

export function toSubscription(row: Selectable<SubscriptionsTable>): StoredSubscription {
	return {
		seq: row.seq,
		endpoint: row.endpoint,
		origin: row.origin,
		createdAt: new Date(row.created_at),
		keys: { p256dh: row.p256dh, auth: row.auth },
		vapidKeyId: row.vapid_key,
		// Only `save` writes the column, from a checked language.
		language: row.language as Language,
		topics: textToCodes(row.topics),
		areas: textToCodes(row.areas),
		severity: severityChoices[row.least_severity] ?? 'all',
		...(row.quiet_from !== null &&
			row.quiet_until !== null && { quiet: { from: row.quiet_from, until: row.quiet_until } }),
	};
}

function codesToText(codes: readonly string[]): string {
	return codes.length === 0 ? '' : `,${codes.join(',')},`;
}

function textToCodes(text: string): string[] {
	return text.split(',').filter((code) => code !== '');
}
