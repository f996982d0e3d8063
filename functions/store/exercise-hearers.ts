import { type Kysely, type Selectable, sql } from 'kysely';
import type { Language } from '../../src/domain/languages.ts';
import type { Database } from './database.ts';
import {
	addressColumns,
	type PushAddress,
	type StoredSubscription,
	type SubscriptionsTable,
	subscriptionId,
	toSubscription,
} from './subscriptions.ts';
import { inTransaction } from './transaction.ts';

/** By whose leave a browser hears of exercises: a member of staff, or the holder of a village's link. */
export type ExerciseLeave = `staff/${string}` | `link/${string}`;

/** Browsers of those who take part in exercises. What a browser chose to hear of as one of the public is not touched. */
export interface ExerciseHearers {
	/** From now on a browser hears of exercises, until its leave ends. */
	allow(
		hearer: PushAddress & { readonly language: Language },
		leave: { readonly by: ExerciseLeave; readonly until: Date },
		at: Date,
	): Promise<void>;
	/** It hears of them no more; an address that was kept for nothing else is forgotten. */
	end(endpoint: string): Promise<void>;
	/** Those whose leave holds, in the order of their numbers: not of a link that was revoked or deleted, or an account that was disabled. */
	after(seq: number, count: number, now: Date): Promise<readonly StoredSubscription[]>;
	/** Those of these numbers whose leave holds still. */
	withSeqs(seqs: readonly number[], now: Date): Promise<readonly StoredSubscription[]>;
	count(now: Date): Promise<number>;
	/** Forgets addresses that are kept for exercises alone and whose leave has ended. */
	forget(now: Date): Promise<void>;
}

export function exerciseHearers(db: Kysely<Database>): ExerciseHearers {
	return {
		allow: (hearer, { by, until }, at) =>
			inTransaction(db, async (trx) => {
				const leave = { exercise_by: by, exercise_until: until.getTime() };
				const address = addressColumns(hearer);
				const known = await trx
					.updateTable('subscriptions')
					.set(leave)
					.where('id', '=', address.id)
					.returning('id')
					.executeTakeFirst();
				if (known) return;
				await trx
					.insertInto('subscriptions')
					.values({
						...address,
						...leave,
						...alone,
						language: hearer.language,
						created_at: at.getTime(),
					})
					.execute();
			}),
		end: (endpoint) =>
			inTransaction(db, async (trx) => {
				const id = subscriptionId(endpoint);
				await trx
					.deleteFrom('subscriptions')
					.where('id', '=', id)
					.where('hears_public', '=', 0)
					.execute();
				await trx
					.updateTable('subscriptions')
					.set({ exercise_by: null, exercise_until: 0 })
					.where('id', '=', id)
					.execute();
			}),
		async after(seq, count, now) {
			const rows = await standing(db, now)
				.selectAll('subscriptions')
				.where('seq', '>', seq)
				.orderBy('seq')
				.limit(count)
				.execute();
			return rows.map(toHearer);
		},
		async withSeqs(seqs, now) {
			if (seqs.length === 0) return [];
			const rows = await standing(db, now)
				.selectAll('subscriptions')
				.where('seq', 'in', seqs)
				.execute();
			return rows.map(toHearer);
		},
		async count(now) {
			const row = await standing(db, now)
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			return Number(row.count);
		},
		async forget(now) {
			await db
				.deleteFrom('subscriptions')
				.where('hears_public', '=', 0)
				.where('exercise_until', '<=', now.getTime())
				.execute();
		},
	};
}

/** Quiet hours are for nights without a reason to wake up; whoever takes part wants to be woken. */
function toHearer(row: Selectable<SubscriptionsTable>): StoredSubscription {
	return toSubscription({ ...row, quiet_from: null, quiet_until: null });
}

/** Those whose leave holds: it has not ended, and whoever gave it may still give it. */
function standing(db: Kysely<Database>, now: Date) {
	return db
		.selectFrom('subscriptions')
		.where('exercise_until', '>', now.getTime())
		.where(({ eb, exists, or, selectFrom }) =>
			or([
				eb('exercise_by', 'not like', 'link/%'),
				exists(
					selectFrom('signed_links')
						.select('id')
						.where('revoked_at', 'is', null)
						.where(sql<boolean>`exercise_by = 'link/' || signed_links.id`),
				),
			]),
		)
		.where(({ exists, not, selectFrom }) =>
			not(
				exists(
					selectFrom('user')
						.select('id')
						.where('banned', '=', true)
						.where(sql<boolean>`exercise_by = 'staff/' || "user".id`),
				),
			),
		);
}

/** A browser that chose nothing as one of the public. */
const alone = {
	hears_public: 0,
	topics: '',
	areas: '',
	least_severity: 0,
	quiet_from: null,
	quiet_until: null,
} as const;
