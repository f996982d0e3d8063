import type { Generated, Kysely } from 'kysely';
import { lockMs } from '../../src/domain/lock-keeping.ts';
import type { Database } from './database.ts';

export interface DeskLocksTable {
	subject: string;
	staff_id: string;
	staff_name: string;
	until: number;
	changed: Generated<number>;
}

/** A report or an item that somebody works on, `report/…` or `item/…`. */
export interface DeskLock {
	readonly subject: string;
	readonly by: { readonly id: string; readonly name: string };
	readonly until: Date;
}

/** Locks that end by themselves. Each holder's browser says every minute that it is still there. */
export interface DeskLocks {
	/** Locks a subject, or holds it longer: what somebody else holds only with `takeOver`. The lock that stands afterwards. */
	hold(lock: Omit<DeskLock, 'until'>, now: Date, takeOver?: boolean): Promise<DeskLock>;
	release(subject: string, staff: string): Promise<void>;
	/** Whoever else than `staff` holds a subject. */
	heldByOther(subject: string, staff: string, now: Date): Promise<DeskLock | undefined>;
	all(now: Date): Promise<readonly DeskLock[]>;
	/** Forgets locks that have ended. */
	forget(now: Date): Promise<void>;
}

export function deskLocks(db: Kysely<Database>): DeskLocks {
	const current = (now: Date) =>
		db.selectFrom('desk_locks').selectAll().where('until', '>', now.getTime());
	return {
		async hold({ subject, by }, now, takeOver = false) {
			const until = now.getTime() + lockMs;
			const held = { staff_id: by.id, staff_name: by.name, until };
			const row = await db
				.insertInto('desk_locks')
				.values({ subject, ...held })
				.onConflict((conflict) =>
					conflict
						.column('subject')
						.doUpdateSet(held)
						.where((where) =>
							where.or([
								where('desk_locks.staff_id', '=', by.id),
								where('desk_locks.until', '<=', now.getTime()),
								...(takeOver ? [where.lit(true)] : []),
							]),
						),
				)
				.returningAll()
				.executeTakeFirst();
			if (row) return toLock(row);
			const other = await current(now).where('subject', '=', subject).executeTakeFirst();
			return other ? toLock(other) : { subject, by, until: new Date(until) };
		},
		async release(subject, staff) {
			// An ended lock stays a row, so that readers see that it ended.
			await db
				.updateTable('desk_locks')
				.set({ until: 0 })
				.where('subject', '=', subject)
				.where('staff_id', '=', staff)
				.execute();
		},
		async heldByOther(subject, staff, now) {
			const row = await current(now)
				.where('subject', '=', subject)
				.where('staff_id', '!=', staff)
				.executeTakeFirst();
			return row && toLock(row);
		},
		async all(now) {
			return (await current(now).execute()).map(toLock);
		},
		async forget(now) {
			const longAgo = now.getTime() - lockMs;
			await db.deleteFrom('desk_locks').where('until', '<=', longAgo).execute();
		},
	};
}

function toLock(row: Omit<DeskLocksTable, 'changed'>): DeskLock {
	return {
		subject: row.subject,
		by: { id: row.staff_id, name: row.staff_name },
		until: new Date(Number(row.until)),
	};
}
