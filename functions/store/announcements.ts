import type { Kysely } from 'kysely';
import {
	type Announcement,
	announcementKey,
	type HoldReason,
} from '../../src/domain/announcement.ts';
import type { Database } from './database.ts';

export interface AnnouncementsTable {
	key: string;
	state: 'baseline' | 'announced' | 'held' | 'never' | 'dismissed';
	reason: string | null;
	announcement: string;
	release_number: number;
	at: number;
	decided_by: string | null;
}

export type AnnouncementState = AnnouncementsTable['state'];

export interface RecordedAnnouncement {
	readonly key: string;
	readonly announcement: Announcement;
	readonly reason: string;
	readonly at: Date;
}

/** What was decided about each announcement, once and for ever. */
export interface AnnouncementRecords {
	/** Which of some announcements were decided on, by their keys. */
	known(keys: readonly string[]): Promise<ReadonlySet<string>>;
	/** Records a decision, unless one was recorded before. `true` when this call recorded it. */
	record(
		announcement: Announcement,
		decision: { state: AnnouncementState; reason?: HoldReason | string; release: number; at: Date },
	): Promise<boolean>;
	held(): Promise<readonly RecordedAnnouncement[]>;
	/** Announced, but a crash came before the alert began, or before a held one went on. */
	announcedWithoutAlert(): Promise<readonly Announcement[]>;
	/** Puts announcements whose alerts are unfinished back before a publisher: their ledger may be of yesterday. */
	holdUnfinished(at: Date): Promise<void>;
	/** Takes a held announcement out of the queue. `undefined` when it was not held. */
	decide(
		key: string,
		decision: {
			state: 'announced' | 'dismissed';
			by: string;
			at: Date;
			/** As it is live now. */
			announcement?: Announcement;
		},
	): Promise<Announcement | undefined>;
}

/** Asked for more at once, all are read: a statement takes only so many values. */
const mostNamed = 500;

export function announcementRecords(db: Kysely<Database>): AnnouncementRecords {
	return {
		async known(keys) {
			if (keys.length === 0) return new Set();
			const all = db.selectFrom('announcements').select('key');
			const rows = await (keys.length > mostNamed ? all : all.where('key', 'in', keys)).execute();
			return new Set(rows.map((row) => row.key));
		},
		async record(announcement, { state, reason, release, at }) {
			const row = {
				key: announcementKey(announcement),
				state,
				reason: reason ?? null,
				announcement: JSON.stringify(announcement),
				release_number: release,
				at: at.getTime(),
				decided_by: null,
			};
			const added = await db
				.insertInto('announcements')
				.values(row)
				.onConflict((conflict) => conflict.column('key').doNothing())
				.returning('key')
				.executeTakeFirst();
			return added !== undefined;
		},
		async held() {
			const rows = await db
				.selectFrom('announcements')
				.selectAll()
				.where('state', '=', 'held')
				.orderBy('at')
				.execute();
			return rows.map((row) => ({
				key: row.key,
				announcement: parseAnnouncement(row.announcement),
				reason: row.reason ?? '',
				at: new Date(row.at),
			}));
		},
		async announcedWithoutAlert() {
			const rows = await db
				.selectFrom('announcements')
				.leftJoin('alerts', 'alerts.key', 'announcements.key')
				.select('announcements.announcement')
				.where('announcements.state', '=', 'announced')
				.where(({ eb, or }) => or([eb('alerts.key', 'is', null), eb('alerts.state', '=', 'held')]))
				.execute();
			return rows.map((row) => parseAnnouncement(row.announcement));
		},
		async holdUnfinished(at) {
			await db.transaction().execute(async (trx) => {
				const unfinished = trx.selectFrom('alerts').select('key').where('state', '!=', 'done');
				const held = { state: 'held' as const, reason: 'restored', at: at.getTime() };
				await trx.updateTable('announcements').set(held).where('key', 'in', unfinished).execute();
				// Robots are asked anew when a publisher says so.
				await trx.deleteFrom('robot_messages').where('state', '=', 'due').execute();
				await trx
					.updateTable('alerts')
					.set({ state: 'held' })
					.where('state', '!=', 'done')
					.execute();
			});
		},
		async decide(key, { state, by, at, announcement }) {
			const row = await db
				.updateTable('announcements')
				.set({
					state,
					decided_by: by,
					at: at.getTime(),
					...(announcement ? { announcement: JSON.stringify(announcement) } : {}),
				})
				.where('key', '=', key)
				.where('state', '=', 'held')
				.returning('announcement')
				.executeTakeFirst();
			return row && parseAnnouncement(row.announcement);
		},
	};
}

/** Rows are written by `record` alone, so their shape is known; only the dates need to become dates again. */
export function parseAnnouncement(text: string): Announcement {
	return JSON.parse(text, (name: string, value: unknown) =>
		(name === 'sent' || name === 'expires') && typeof value === 'string' ? new Date(value) : value,
	) as Announcement;
}
