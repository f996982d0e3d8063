import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** A time that somebody signed in and is still in. From where is not kept. */
export interface StaffSession {
	readonly id: string;
	readonly began: Date;
	/** When it was last prolonged, which use does every quarter of an hour. */
	readonly used: Date;
}

/** The sessions of an account, which the sign-in library makes. */
export interface StaffSessions {
	/** Those that go on, of those that began after a moment, the newest first. */
	of(account: string, times: SessionTimes): Promise<readonly StaffSession[]>;
	has(account: string, session: string): Promise<boolean>;
	/** Ends one of them, and says whether it was there. */
	end(account: string, session: string): Promise<boolean>;
	/** Ends what a sign-in opened, by the secret of its cookie: a session, and half-finished sign-ins of the account. */
	endBegun(account: string, token: string | undefined): Promise<void>;
	/** Ends all but one, with half-finished sign-ins and trusted devices; gives how many sessions there were. */
	endOthers(account: string, kept: string): Promise<number>;
}

interface SessionTimes {
	readonly now: Date;
	readonly beganAfter: Date;
}

export function staffSessions(db: Kysely<Database>): StaffSessions {
	return {
		async of(account, { now, beganAfter }) {
			const rows = await db
				.selectFrom('session')
				.select(['id', 'createdAt', 'updatedAt'])
				.where('userId', '=', account)
				.where('expiresAt', '>', now.toISOString())
				.where('createdAt', '>', beganAfter.toISOString())
				.orderBy('createdAt', 'desc')
				.execute();
			return rows.map(({ id, createdAt, updatedAt }) => ({
				id,
				began: new Date(createdAt),
				used: new Date(updatedAt),
			}));
		},
		async has(account, session) {
			const row = await db
				.selectFrom('session')
				.select('id')
				.where('userId', '=', account)
				.where('id', '=', session)
				.executeTakeFirst();
			return row !== undefined;
		},
		async end(account, session) {
			const ended = await db
				.deleteFrom('session')
				.where('userId', '=', account)
				.where('id', '=', session)
				.executeTakeFirst();
			return ended.numDeletedRows > 0;
		},
		async endBegun(account, token = '') {
			await db
				.deleteFrom('session')
				.where('userId', '=', account)
				.where('token', '=', token)
				.execute();
			await endHalfFinished(db, account);
		},
		async endOthers(account, kept) {
			const ended = await db
				.deleteFrom('session')
				.where('userId', '=', account)
				.where('id', '!=', kept)
				.executeTakeFirst();
			await endHalfFinished(db, account);
			return Number(ended.numDeletedRows);
		},
	};
}

/** Sign-ins that wait for a code, and devices that need give none. */
async function endHalfFinished(db: Kysely<Database>, account: string): Promise<void> {
	await db.deleteFrom('verification').where('value', '=', account).execute();
}
