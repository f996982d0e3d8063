import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import type { StoredSubscription } from './subscriptions.ts';

export interface PreparedKeysTable {
	seq: number;
	/** Encrypted; senders alone can read it. */
	pair: Uint8Array;
}

/** Key pairs that wait for an emergency, at most one for a subscription. They go with their subscription. */
export interface PreparedKeyStore {
	/** Hands out the pairs of some subscriptions. Nobody gets one of them again. */
	take(seqs: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
	/** Keeps pairs for subscriptions that are still there and have none. */
	put(pairs: readonly { readonly seq: number; readonly pair: Uint8Array }[]): Promise<void>;
	/** The next subscriptions, after one number, that have no pair. */
	missing(
		after: number,
		count: number,
	): Promise<readonly Pick<StoredSubscription, 'seq' | 'keys'>[]>;
	count(): Promise<number>;
}

export function preparedKeys(db: Kysely<Database>): PreparedKeyStore {
	return {
		async take(seqs) {
			if (seqs.length === 0) return new Map();
			const rows = await db
				.deleteFrom('prepared_keys')
				.where(isOneOf(seqs))
				.returningAll()
				.execute();
			return new Map(rows.map(({ seq, pair }) => [seq, pair]));
		},
		async put(pairs) {
			if (pairs.length === 0) return;
			await db.transaction().execute(async (trx) => {
				const there = await trx
					.selectFrom('subscriptions')
					.select('seq')
					.where(isOneOf(pairs.map(({ seq }) => seq)))
					.execute();
				const kept = new Set(there.map(({ seq }) => seq));
				const rows = pairs.filter(({ seq }) => kept.has(seq));
				if (rows.length > 0)
					await trx
						.insertInto('prepared_keys')
						.values(rows)
						.onConflict((conflict) => conflict.column('seq').doNothing())
						.execute();
			});
		},
		async missing(after, count) {
			const rows = await db
				.selectFrom('subscriptions')
				.leftJoin('prepared_keys', 'prepared_keys.seq', 'subscriptions.seq')
				.select(['subscriptions.seq', 'p256dh', 'auth'])
				.where('subscriptions.seq', '>', after)
				.where('prepared_keys.seq', 'is', null)
				.orderBy('subscriptions.seq')
				.limit(count)
				.execute();
			return rows.map(({ seq, p256dh, auth }) => ({ seq, keys: { p256dh, auth } }));
		},
		async count() {
			const row = await db
				.selectFrom('prepared_keys')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			return Number(row.count);
		},
	};
}

/** Numbers, and thousands of them: bound one by one they would cost more than the work. */
function isOneOf(seqs: readonly number[]) {
	return sql<boolean>`seq in (${sql.raw(seqs.join())})`;
}
