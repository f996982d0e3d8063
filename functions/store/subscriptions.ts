import { createHash } from 'node:crypto';
import { type Generated, type Kysely, type Selectable, sql } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import { type SeverityChoice, severityChoices } from '../../src/domain/severity-choice.ts';
import type { Database } from './database.ts';

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
}

/** A browser that asked for alerts. `topics` and `areas` empty mean everything. */
export interface Subscription {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
	readonly language: Language;
	readonly topics: readonly string[];
	readonly areas: readonly string[];
	readonly severity: SeverityChoice;
}

export interface StoredSubscription extends Subscription {
	readonly seq: number;
	readonly origin: string;
}

export interface Subscriptions {
	/** Keeps a subscription; the same endpoint again replaces its choices and keys. A key pair for earlier keys is dropped. */
	save(subscription: Subscription, at: Date): Promise<void>;
	/** Forgets an address altogether: that it waits for answers to reports goes with it. */
	remove(endpoint: string): Promise<void>;
	/** What is kept of a browser; `undefined` when it has not subscribed, or no more. */
	find(endpoint: string): Promise<StoredSubscription | undefined>;
	/** The next subscriptions in the order of their numbers; with `severity` only those who hear of what has this rank. */
	after(seq: number, count: number, severity?: number): Promise<readonly StoredSubscription[]>;
	withSeqs(seqs: readonly number[]): Promise<readonly StoredSubscription[]>;
	count(): Promise<number>;
}

export function subscriptions(db: Kysely<Database>): Subscriptions {
	return {
		async save(subscription, at) {
			const choices = {
				p256dh: subscription.keys.p256dh,
				auth: subscription.keys.auth,
				language: subscription.language,
				topics: codesToText(subscription.topics),
				areas: codesToText(subscription.areas),
				least_severity: severityChoices.indexOf(subscription.severity),
			};
			const { endpoint } = subscription;
			const id = subscriptionId(endpoint);
			const origin = new URL(endpoint).origin;
			await db.transaction().execute(async (trx) => {
				await trx
					.deleteFrom('prepared_keys')
					.where('seq', 'in', (before) =>
						before
							.selectFrom('subscriptions')
							.select('seq')
							.where('id', '=', id)
							.where(({ eb, or }) =>
								or([eb('p256dh', '!=', choices.p256dh), eb('auth', '!=', choices.auth)]),
							),
					)
					.execute();
				await trx
					.insertInto('subscriptions')
					.values({ id, endpoint, origin, created_at: at.getTime(), ...choices })
					.onConflict((conflict) => conflict.column('id').doUpdateSet(choices))
					.execute();
			});
		},
		async remove(endpoint) {
			const id = subscriptionId(endpoint);
			await db.transaction().execute(async (trx) => {
				await trx.deleteFrom('subscriptions').where('id', '=', id).execute();
				await trx.deleteFrom('receipt_watches').where('browser_id', '=', id).execute();
			});
		},
		async find(endpoint) {
			const row = await db
				.selectFrom('subscriptions')
				.selectAll()
				.where('id', '=', subscriptionId(endpoint))
				.executeTakeFirst();
			return row && toSubscription(row);
		},
		async after(seq, count, severity) {
			let next = db.selectFrom('subscriptions').selectAll().where('seq', '>', seq);
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
		async count() {
			const row = await db
				.selectFrom('subscriptions')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			return Number(row.count);
		},
	};
}

/** An endpoint is a secret address, so it is named by its hash. */
export function subscriptionId(endpoint: string): string {
	return createHash('sha256').update(endpoint).digest('base64url');
}

function toSubscription(row: Selectable<SubscriptionsTable>): StoredSubscription {
	return {
		seq: row.seq,
		endpoint: row.endpoint,
		origin: row.origin,
		keys: { p256dh: row.p256dh, auth: row.auth },
		// Only `save` writes the column, from a checked language.
		language: row.language as Language,
		topics: textToCodes(row.topics),
		areas: textToCodes(row.areas),
		severity: severityChoices[row.least_severity] ?? 'all',
	};
}

function codesToText(codes: readonly string[]): string {
	return codes.length === 0 ? '' : `,${codes.join(',')},`;
}

function textToCodes(text: string): string[] {
	return text.split(',').filter((code) => code !== '');
}
