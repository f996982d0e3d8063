import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { countOutcomes, type OutcomeMasks, offsetsWith } from './outcome-masks.ts';

/** Subscriptions that no push service says are gone, and that take nothing all the same. */
export interface RefusedSubscriptions {
	/**
	 * Forgets those that are older than an instant, to which nothing was delivered since, and whose push service refused alert
	 * after alert to them while it took the same alerts for most others. How many. What was not sent, or ran out of time, or
	 * was refused to nearly all through a fault of ours, speaks against nobody.
	 */
	forget(since: Date): Promise<number>;
}

/** Fewer refusals, or such as came in one bad week, may have been about what was sent. */
const enough = { refusals: 3, spanMs: 90 * 24 * 3_600_000 };

export function refusedSubscriptions(db: Kysely<Database>): RefusedSubscriptions {
	return {
		async forget(since) {
			const refused = new Map<number, { times: number; first: number; last: number }>();
			const alerts = await db
				.selectFrom('alerts')
				.select(['key', 'at'])
				.where('at', '>=', since.getTime())
				.where('totals', 'is', null)
				.orderBy('at')
				.execute();
			for (const { key, at } of alerts)
				for (const seq of await refusedIn(db, key)) {
					const known = refused.get(seq) ?? { times: 0, first: at, last: at };
					refused.set(seq, { ...known, times: known.times + 1, last: at });
				}
			const suspects = [...refused]
				.filter(
					([, { times, first, last }]) => times >= enough.refusals && last - first >= enough.spanMs,
				)
				.map(([seq]) => seq);
			if (suspects.length === 0) return 0;
			const reachable = new Set<number>();
			for (const { key } of alerts) for (const seq of await reachedIn(db, key)) reachable.add(seq);
			return remove(
				db,
				suspects.filter((seq) => !reachable.has(seq)),
				since,
			);
		},
	};
}

/** To whom a push service refused an alert that it took for most. */
async function refusedIn(db: Kysely<Database>, key: string): Promise<readonly number[]> {
	const services = Map.groupBy(await batchesOf(db, key), ({ origin }) => origin);
	return [...services.values()].flatMap((batches) => {
		const { delivered, refused } = countOutcomes(batches.map(({ masks }) => masks));
		return refused > 0 && delivered > refused
			? batches.flatMap((each) => seqsWith(each, 'refused'))
			: [];
	});
}

/** To whom an alert was delivered, or still may be. */
async function reachedIn(db: Kysely<Database>, key: string): Promise<readonly number[]> {
	const batches = await batchesOf(db, key);
	return batches.flatMap((each) => seqsWith(each, 'delivered', 'pending'));
}

interface Batch {
	readonly origin: string;
	readonly first_seq: number;
	readonly masks: OutcomeMasks;
}

function batchesOf(db: Kysely<Database>, key: string): Promise<readonly Batch[]> {
	return db
		.selectFrom('alert_batches')
		.select(['origin', 'first_seq', 'masks'])
		.where('alert_key', '=', key)
		.execute();
}

function seqsWith({ first_seq, masks }: Batch, ...outcomes: Parameters<typeof offsetsWith>[1][]) {
	return offsetsWith(masks, ...outcomes).map((offset) => first_seq + offset);
}

const removedAtOnce = 500;

/** An address that is new since was not what was refused. */
async function remove(db: Kysely<Database>, seqs: readonly number[], since: Date): Promise<number> {
	let removed = 0;
	for (let from = 0; from < seqs.length; from += removedAtOnce) {
		const { numDeletedRows } = await db
			.deleteFrom('subscriptions')
			.where('seq', 'in', seqs.slice(from, from + removedAtOnce))
			.where('created_at', '<', since.getTime())
			.where('renewed_at', '<', since.getTime())
			.executeTakeFirst();
		removed += Number(numDeletedRows);
	}
	return removed;
}
