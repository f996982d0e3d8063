import { type Kysely, sql } from 'kysely';
import {
	type Announcement,
	announcementKey,
	severityOfAnnouncement,
} from '../../src/domain/announcement.ts';
import { severityRank } from '../../src/domain/severity-choice.ts';
import { type AlertBatches, alertBatches, isBeingSent } from './alert-batches.ts';
import { parseAnnouncement } from './announcements.ts';
import type { Database, Engine } from './database.ts';

export interface AlertsTable {
	key: string;
	announcement: string;
	state: 'cutting' | 'sending' | 'stopped' | 'held' | 'done';
	cut_after_seq: number;
	at: number;
	deadline: number;
	queued_at: number | null;
	/** The place of its severity among all: the gravest alert is sent first. */
	urgency: number;
	/** JSON: what became of it at each push service, once its ledger was deleted. */
	totals: string | null;
}

export interface Alert {
	readonly key: string;
	readonly announcement: Announcement;
	readonly state: AlertsTable['state'];
	readonly at: Date;
	readonly deadline: Date;
	/** The number of the last subscription that was looked at for a batch. */
	readonly cutAfter: number;
	/** When all its subscriptions were in batches. */
	readonly queuedAt?: Date | undefined;
}

/** Every alert, with the ledger of what became of it at every subscription. */
export interface Alerts extends AlertBatches {
	/** Begins an alert, or goes on with a held one in the words given now; any other that has begun stays as it is. */
	begin(announcement: Announcement, times: { at: Date; deadline: Date }): Promise<void>;
	/** Ends an alert that is held: what its ledger leaves open is not sent. */
	end(key: string): Promise<void>;
	/** Sends nothing more of an alert until it is resumed. `false` when there was nothing left to stop. */
	stop(key: string): Promise<boolean>;
	/** Whether more of an alert is to be sent at this moment. */
	isBeingSent(key: string): Promise<boolean>;
	/** Goes on with a stopped alert where it was. `false` when it was not stopped. */
	resume(key: string): Promise<boolean>;
	cutting(): Promise<readonly Alert[]>;
	/** Whether an alert that began later says something else in its place. */
	isOvertaken(alert: Alert): Promise<boolean>;
	/** Alerts of which some batch may still be due. */
	sending(): Promise<readonly string[]>;
	get(key: string): Promise<Alert | undefined>;
	latest(count: number): Promise<readonly Alert[]>;
	finishCutting(key: string, at: Date): Promise<void>;
	/** Marks an alert done when all of it is cut and no batch is due. `true` when it is done. */
	finishIfDone(key: string): Promise<boolean>;
}

export function alerts(db: Kysely<Database>, engine: Engine): Alerts {
	return {
		...alertBatches(db, engine),
		async begin(announcement, { at, deadline }) {
			const row = {
				key: announcementKey(announcement),
				announcement: JSON.stringify(announcement),
				state: 'cutting' as const,
				cut_after_seq: 0,
				at: at.getTime(),
				deadline: deadline.getTime(),
				urgency: severityRank(severityOfAnnouncement(announcement)),
				totals: null,
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
		async stop(key) {
			const stopped = await db
				.updateTable('alerts')
				.set({ state: 'stopped' })
				.where('key', '=', key)
				.where('state', 'in', ['cutting', 'sending'])
				.returning('key')
				.executeTakeFirst();
			return stopped !== undefined;
		},
		isBeingSent: (key) => isBeingSent(db, key),
		async resume(key) {
			const resumed = await db
				.updateTable('alerts')
				.set({
					state: sql<
						'cutting' | 'sending'
					>`case when queued_at is null then 'cutting' else 'sending' end`,
				})
				.where('key', '=', key)
				.where('state', '=', 'stopped')
				.returning('key')
				.executeTakeFirst();
			return resumed !== undefined;
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
		async isOvertaken({ key, at, announcement: { collection, ref } }) {
			const later = await db
				.selectFrom('alerts')
				.select('announcement')
				.where('key', '!=', key)
				.where('at', '>', at.getTime())
				.where('state', '!=', 'held')
				.execute();
			return later
				.map((row) => parseAnnouncement(row.announcement))
				.some(
					(each) =>
						each.collection === collection && (each.ref === ref || each.follows?.includes(ref)),
				);
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
		async finishCutting(key, at) {
			await db
				.updateTable('alerts')
				.set({ state: 'sending', queued_at: at.getTime() })
				.where('key', '=', key)
				.where('state', '=', 'cutting')
				.execute();
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
	};
}

function toAlert(row: AlertsTable): Alert {
	return {
		key: row.key,
		announcement: parseAnnouncement(row.announcement),
		state: row.state,
		at: new Date(row.at),
		deadline: new Date(row.deadline),
		cutAfter: row.cut_after_seq,
		queuedAt: row.queued_at === null ? undefined : new Date(row.queued_at),
	};
}
