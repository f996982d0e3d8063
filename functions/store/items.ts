import type { Kysely } from 'kysely';
import type { ItemState, Referral } from '../../src/domain/report.ts';
import type { Database } from './database.ts';

export interface ItemsTable {
	id: string;
	claim: string;
	state: ItemState;
	harm: number;
	spread: number;
	next_update_at: number | null;
	referred_to: string | null;
	draft_ref: string | null;
	version: number;
	first_seen_at: number;
	first_answered_at: number | null;
}

/** A claim that residents ask about: the head of a group of reports. */
export interface Item {
	readonly id: string;
	/** The moderators' neutral wording. */
	readonly claim: string;
	readonly state: ItemState;
	readonly harm: number;
	readonly spread: number;
	readonly nextUpdateAt?: Date | undefined;
	readonly referredTo?: Referral | undefined;
	/** The response that is being written or was published. */
	readonly draftRef?: string | undefined;
	/** Counts the changes; a change of another version is refused. */
	readonly version: number;
	readonly firstSeenAt: Date;
	readonly firstAnsweredAt?: Date | undefined;
}

export interface ItemWithCount extends Item {
	readonly reports: number;
	readonly lastSeenAt?: Date | undefined;
}

export interface Items {
	/** Adds an item; one that is there stays as it is. */
	add(item: Omit<Item, 'version'>): Promise<void>;
	get(id: string): Promise<Item | undefined>;
	/** Items with the number of their reports, newest activity first. */
	list(limit: number): Promise<readonly ItemWithCount[]>;
	claims(): Promise<readonly { readonly item: string; readonly content: string }[]>;
	/** Changes version `version`; `'conflict'` when someone else changed it meanwhile. */
	change(
		id: string,
		version: number,
		change: Partial<
			Pick<
				Item,
				| 'claim'
				| 'state'
				| 'harm'
				| 'spread'
				| 'nextUpdateAt'
				| 'referredTo'
				| 'draftRef'
				| 'firstAnsweredAt'
			>
		>,
	): Promise<Item | 'conflict'>;
}

export function items(db: Kysely<Database>): Items {
	return {
		async add(item) {
			await db
				.insertInto('items')
				.values(toRow({ ...item, version: 1 }))
				.onConflict((conflict) => conflict.column('id').doNothing())
				.execute();
		},
		async get(id) {
			const row = await db.selectFrom('items').selectAll().where('id', '=', id).executeTakeFirst();
			return row && toItem(row);
		},
		async list(limit) {
			const rows = await db
				.selectFrom('items')
				.leftJoin('reports', 'reports.item_id', 'items.id')
				.selectAll('items')
				.select(({ fn }) => [
					fn.count<number>('reports.id').as('reports'),
					fn.max('reports.received_at').as('last_seen_at'),
				])
				.groupBy('items.id')
				.orderBy('items.first_seen_at', 'desc')
				.limit(limit)
				.execute();
			return rows.map((row) => ({
				...toItem(row),
				reports: Number(row.reports),
				lastSeenAt: row.last_seen_at === null ? undefined : new Date(Number(row.last_seen_at)),
			}));
		},
		async claims() {
			const rows = await db.selectFrom('items').select(['id', 'claim']).execute();
			return rows.map((row) => ({ item: row.id, content: row.claim }));
		},
		async change(id, version, change) {
			const before = await db
				.selectFrom('items')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirst();
			if (!before || before.version !== version) return 'conflict';
			const after = toRow({ ...toItem(before), ...change, version: version + 1 });
			const row = await db
				.updateTable('items')
				.set(after)
				.where('id', '=', id)
				.where('version', '=', version)
				.returningAll()
				.executeTakeFirst();
			return row ? toItem(row) : 'conflict';
		},
	};
}

function toRow(item: Item): ItemsTable {
	return {
		id: item.id,
		claim: item.claim,
		state: item.state,
		harm: item.harm,
		spread: item.spread,
		next_update_at: item.nextUpdateAt?.getTime() ?? null,
		referred_to: item.referredTo ?? null,
		draft_ref: item.draftRef ?? null,
		version: item.version,
		first_seen_at: item.firstSeenAt.getTime(),
		first_answered_at: item.firstAnsweredAt?.getTime() ?? null,
	};
}

function toItem(row: ItemsTable): Item {
	return {
		id: row.id,
		claim: row.claim,
		state: row.state,
		harm: row.harm,
		spread: row.spread,
		nextUpdateAt: row.next_update_at === null ? undefined : new Date(row.next_update_at),
		// Only checked values are written.
		referredTo: (row.referred_to as Referral | null) ?? undefined,
		draftRef: row.draft_ref ?? undefined,
		version: row.version,
		firstSeenAt: new Date(row.first_seen_at),
		firstAnsweredAt: row.first_answered_at === null ? undefined : new Date(row.first_answered_at),
	};
}
