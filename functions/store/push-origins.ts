import type { Kysely, Selectable } from 'kysely';
import type { Database } from './database.ts';

export interface PushOriginsTable {
	origin: string;
	refused_at: number | null;
	status: number | null;
	paused_until: number;
}

/** A push service that nothing is sent to for a while. */
export interface PushOriginState {
	readonly origin: string;
	readonly pausedUntil: Date;
	/** Since when it refuses all we send, and with which status; absent when it only asked for a pause. */
	readonly refusal?: { readonly since: Date; readonly status: number } | undefined;
}

/** Push services that are paused, so that a restart does not press on, and staff see what is wrong. */
export interface PushOriginStore {
	pause(origin: string, until: Date): Promise<void>;
	/** The service refuses us: nothing is sent to it until then; the first such instant stands until it takes something. */
	refuse(
		origin: string,
		refusal: { readonly at: Date; readonly status: number },
		until: Date,
	): Promise<void>;
	/** It takes messages again. */
	accept(origin: string): Promise<void>;
	/** Everything that is known of services, also of pauses that are over. */
	all(): Promise<readonly PushOriginState[]>;
	/** The same of those that somebody is told through; what others once said is nobody's concern. */
	used(): Promise<readonly PushOriginState[]>;
	/** Forgets the others. */
	forgetUnused(): Promise<void>;
}

export function pushOrigins(db: Kysely<Database>): PushOriginStore {
	return {
		async pause(origin, until) {
			const paused_until = until.getTime();
			await db
				.insertInto('push_origins')
				.values({ origin, paused_until, refused_at: null, status: null })
				.onConflict((conflict) => conflict.column('origin').doUpdateSet({ paused_until }))
				.execute();
		},
		async refuse(origin, { at, status }, until) {
			const paused_until = until.getTime();
			await db
				.insertInto('push_origins')
				.values({ origin, paused_until, refused_at: at.getTime(), status })
				.onConflict((conflict) =>
					conflict.column('origin').doUpdateSet(({ fn, ref, val }) => ({
						paused_until,
						status,
						refused_at: fn.coalesce(ref('push_origins.refused_at'), val(at.getTime())),
					})),
				)
				.execute();
		},
		async accept(origin) {
			await db.deleteFrom('push_origins').where('origin', '=', origin).execute();
		},
		async all() {
			const rows = await db.selectFrom('push_origins').selectAll().orderBy('origin').execute();
			return rows.map(toState);
		},
		async used() {
			const rows = await db
				.selectFrom('push_origins')
				.selectAll()
				.where('origin', 'in', originsInUse(db))
				.orderBy('origin')
				.execute();
			return rows.map(toState);
		},
		async forgetUnused() {
			await db.deleteFrom('push_origins').where('origin', 'not in', originsInUse(db)).execute();
		},
	};
}

/** Those of subscribers, and of people who wait for the answer to their question. */
function originsInUse(db: Kysely<Database>) {
	return db
		.selectFrom('subscriptions')
		.select('origin')
		.union(db.selectFrom('receipt_watches').select('origin'));
}

function toState(row: Selectable<PushOriginsTable>): PushOriginState {
	const { origin, paused_until, refused_at, status } = row;
	const refusal =
		refused_at === null ? undefined : { since: new Date(Number(refused_at)), status: status ?? 0 };
	return { origin, pausedUntil: new Date(paused_until), refusal };
}
