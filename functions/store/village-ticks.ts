import type { Kysely } from 'kysely';
import type { TickKind, VillageTick } from '../../src/domain/village-tick.ts';
import type { Database } from './database.ts';

export interface VillageTicksTable {
	link_id: string;
	id: string;
	ref: string;
	what: TickKind;
	count: number;
	/** 1 for an exercise. */
	exercise: number;
	at: number;
	received_at: number;
	undone_at: number | null;
}

/** What village officers ticked. Nothing is overwritten: a correction is a further tick. */
export interface VillageTicks {
	/** Ticks that are there already stay as they are. */
	add(ticks: readonly VillageTick[]): Promise<void>;
	/** Takes a tick back, as far as it was received since an instant. */
	undo(tick: { link: string; id: string; since: Date; now: Date }): Promise<boolean>;
	/** The ticks of links that were not undone. */
	ofLinks(links: readonly string[]): Promise<readonly VillageTick[]>;
	/** The ticks of notices that were not undone. */
	ofNotices(refs: readonly string[]): Promise<readonly VillageTick[]>;
	/** The refs of notices that were put up anywhere. */
	postedRefs(): Promise<readonly string[]>;
	/** When a notice was first read out, put up or taken to a door anywhere; undone ticks do not count. */
	firstTick(ref: string): Promise<Date | undefined>;
	/** Deletes what was ticked before an instant. */
	forget(before: Date): Promise<void>;
}

export function villageTicks(db: Kysely<Database>): VillageTicks {
	const standing = () =>
		db
			.selectFrom('village_ticks')
			.selectAll()
			.where('undone_at', 'is', null)
			.orderBy('at')
			.orderBy('id');
	return {
		async add(ticks) {
			if (ticks.length === 0) return;
			await db
				.insertInto('village_ticks')
				.values(ticks.map(toRow))
				.onConflict((conflict) => conflict.columns(['link_id', 'id']).doNothing())
				.execute();
		},
		async undo({ link, id, since, now }) {
			const { numUpdatedRows } = await db
				.updateTable('village_ticks')
				.set({ undone_at: now.getTime() })
				.where('link_id', '=', link)
				.where('id', '=', id)
				.where('received_at', '>', since.getTime())
				.where('undone_at', 'is', null)
				.executeTakeFirstOrThrow();
			return numUpdatedRows > 0n;
		},
		async ofLinks(links) {
			if (links.length === 0) return [];
			return (await standing().where('link_id', 'in', links).execute()).map(toTick);
		},
		async ofNotices(refs) {
			if (refs.length === 0) return [];
			return (await standing().where('ref', 'in', refs).execute()).map(toTick);
		},
		async postedRefs() {
			const rows = await db
				.selectFrom('village_ticks')
				.select('ref')
				.distinct()
				.where('what', '=', 'posted')
				.where('undone_at', 'is', null)
				.execute();
			return rows.map(({ ref }) => ref);
		},
		async firstTick(ref) {
			const first = await standing()
				.where('ref', '=', ref)
				.where('count', '>', 0)
				.where('what', '!=', 'taken-down')
				.limit(1)
				.executeTakeFirst();
			return first && new Date(first.at);
		},
		async forget(before) {
			await db.deleteFrom('village_ticks').where('at', '<', before.getTime()).execute();
		},
	};
}

function toRow(tick: VillageTick): VillageTicksTable {
	return {
		link_id: tick.link,
		id: tick.id,
		ref: tick.ref,
		what: tick.what,
		count: tick.count,
		exercise: tick.exercise ? 1 : 0,
		at: tick.at.getTime(),
		received_at: tick.receivedAt.getTime(),
		undone_at: null,
	};
}

function toTick(row: VillageTicksTable): VillageTick {
	return {
		link: row.link_id,
		id: row.id,
		ref: row.ref,
		what: row.what,
		count: row.count,
		exercise: row.exercise === 1,
		at: new Date(row.at),
		receivedAt: new Date(row.received_at),
	};
}
