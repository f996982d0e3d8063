import type { Kysely } from 'kysely';
import { type Announcement, announcementKey } from '../../src/domain/announcement.ts';
import { parseAnnouncement } from './announcements.ts';
import type { Database } from './database.ts';

export interface RobotMessagesTable {
	key: string;
	robot: string;
	announcement: string;
	state: 'due' | 'delivered' | 'failed';
	attempts: number;
	due_at: number;
	error: string | null;
	parts_sent: number;
	queued_at: number;
	delivered_at: number | null;
}

/** One announcement for one group robot, or for one webhook: both are named by an id that gives no address away. */
export interface RobotMessage {
	readonly key: string;
	readonly robot: string;
	readonly announcement: Announcement;
	readonly attempts: number;
	/** How many parts of it were said already. */
	readonly partsSent: number;
}

/** What became of a message. */
export interface RobotMessageState {
	readonly robot: string;
	readonly state: RobotMessagesTable['state'];
	readonly queuedAt: Date;
	readonly deliveredAt?: Date | undefined;
	/** Why it was not taken the last time; see `channel-fault.ts`. */
	readonly error: string;
}

export interface RobotMessages {
	/** Queues an announcement for robots; again changes nothing. */
	add(announcement: Announcement, robots: readonly string[], at: Date): Promise<void>;
	/** Takes the next message of a robot; it is due again at `retryAt` unless it is ended before. */
	claim(robot: string, now: Date, retryAt: Date): Promise<RobotMessage | undefined>;
	/** Ends a message; the robot's next waits until `nextAt`. */
	delivered(message: RobotMessage, at: Date, nextAt: Date): Promise<void>;
	/** Notes that one more part was said; the next is due at `nextAt`. */
	partDelivered(message: RobotMessage, nextAt: Date): Promise<void>;
	/** Leaves the robot alone until `at`: this message and all others wait. */
	later(message: RobotMessage, at: Date, error: string): Promise<void>;
	/** Makes this message alone due again at `at`. */
	again(message: RobotMessage, at: Date, error: string): Promise<void>;
	failed(message: RobotMessage, error: string): Promise<void>;
	/** What became of everything that was said of an entry. */
	about(entry: {
		readonly collection: string;
		readonly ref: string;
	}): Promise<readonly RobotMessageState[]>;
	/** Forgets messages that were queued before an instant and are due no more. */
	forget(before: Date): Promise<void>;
}

export function robotMessages(db: Kysely<Database>): RobotMessages {
	const one = ({ key, robot }: RobotMessage) =>
		db.updateTable('robot_messages').where('key', '=', key).where('robot', '=', robot);
	const pause = async (robot: string, until: Date) => {
		await db
			.updateTable('robot_messages')
			.set({ due_at: until.getTime() })
			.where('robot', '=', robot)
			.where('state', '=', 'due')
			.where('due_at', '<', until.getTime())
			.execute();
	};
	return {
		async add(announcement, robots, at) {
			for (const robot of robots) {
				const row = {
					key: announcementKey(announcement),
					robot,
					announcement: JSON.stringify(announcement),
					state: 'due' as const,
					attempts: 0,
					due_at: at.getTime(),
					error: null,
					parts_sent: 0,
					queued_at: at.getTime(),
					delivered_at: null,
				};
				await db
					.insertInto('robot_messages')
					.values(row)
					.onConflict((conflict) => conflict.columns(['key', 'robot']).doNothing())
					.execute();
			}
		},
		async claim(robot, now, retryAt) {
			return db.transaction().execute(async (trx) => {
				const row = await trx
					.selectFrom('robot_messages')
					.selectAll()
					.where('robot', '=', robot)
					.where('state', '=', 'due')
					.where('due_at', '<=', now.getTime())
					.orderBy('due_at')
					.limit(1)
					.executeTakeFirst();
				if (!row) return undefined;
				const attempts = row.attempts + 1;
				await trx
					.updateTable('robot_messages')
					.set({ attempts, due_at: retryAt.getTime() })
					.where('key', '=', row.key)
					.where('robot', '=', robot)
					.execute();
				const announcement = parseAnnouncement(row.announcement);
				return { key: row.key, robot, announcement, attempts, partsSent: row.parts_sent };
			});
		},
		async delivered(message, at, nextAt) {
			const done = { state: 'delivered' as const, error: null, delivered_at: at.getTime() };
			await one(message).set(done).execute();
			await pause(message.robot, nextAt);
		},
		async partDelivered(message, nextAt) {
			const said = { parts_sent: message.partsSent + 1, attempts: 0, due_at: nextAt.getTime() };
			await one(message).set(said).execute();
			await pause(message.robot, nextAt);
		},
		async later(message, at, error) {
			await one(message).set({ due_at: at.getTime(), error }).execute();
			await pause(message.robot, at);
		},
		async again(message, at, error) {
			await one(message).set({ due_at: at.getTime(), error }).execute();
		},
		async failed(message, error) {
			await one(message).set({ state: 'failed', error }).execute();
		},
		async forget(before) {
			await db
				.deleteFrom('robot_messages')
				.where('state', '!=', 'due')
				.where('queued_at', '<', before.getTime())
				.execute();
		},
		async about({ collection, ref }) {
			const prefix = `${collection}/${ref}/`;
			const rows = await db
				.selectFrom('robot_messages')
				.select(['key', 'robot', 'state', 'error', 'queued_at', 'delivered_at'])
				.where('key', 'like', `${prefix}%`)
				.orderBy('robot')
				.execute();
			// `_` in a name stands for any letter in SQL.
			return rows
				.filter(({ key }) => key.startsWith(prefix))
				.map(({ robot, state, error, queued_at, delivered_at }) => ({
					robot,
					state,
					error: error ?? '',
					queuedAt: new Date(queued_at),
					deliveredAt: delivered_at === null ? undefined : new Date(delivered_at),
				}));
		},
	};
}
