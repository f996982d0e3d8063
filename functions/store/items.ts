import type { Generated, Insertable, Kysely, Selectable } from 'kysely';
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
	merged_into: string | null;
	assignee: string | null;
	waits_for: string | null;
	waits_since: number | null;
	paused_ms: number;
	closed_at: number | null;
	reopened_at: number | null;
	reopened_over: string | null;
	clocks_since: number | null;
	/** An undo took it away. */
	removed_at: number | null;
	/** See `DeskChanges`; the store writes it by itself. */
	changed: Generated<number>;
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
	/** The item that took over its reports. */
	readonly mergedInto?: string | undefined;
	/** The account that works on it. */
	readonly assignee?: string | undefined;
	/** Who was asked and has not answered, and since when. */
	readonly waitsFor?: string | undefined;
	readonly waitsSince?: Date | undefined;
	/** How long it waited for sources before, in milliseconds. */
	readonly pausedMs: number;
	readonly closedAt?: Date | undefined;
	/** When many new askers opened it again, while it was closed. */
	readonly reopenedAt?: Date | undefined;
	/** The standing of the response over which it was opened again: it does not close the item a second time. */
	readonly reopenedOver?: string | undefined;
	/** When it was opened again after it was closed, and its clocks began anew; what it waited before does not count. */
	readonly clocksSince?: Date | undefined;
}

export type NewItem = Omit<Item, 'version' | 'pausedMs'>;

export interface ItemWithCount extends Item {
	readonly reports: number;
	readonly lastSeenAt?: Date | undefined;
}

export interface Items {
	/** Adds an item; one that is there stays as it is. */
	add(item: NewItem): Promise<void>;
	get(id: string): Promise<Item | undefined>;
	/** Items with the number of their reports, newest activity first. */
	list(limit: number): Promise<readonly ItemWithCount[]>;
	claims(): Promise<readonly { readonly item: string; readonly content: string }[]>;
	/** Those that name a response, being written or published. */
	withResponse(): Promise<readonly Item[]>;
	/** Changes version `version`; `'conflict'` when someone else changed it meanwhile. */
	change(id: string, version: number, change: ItemFields): Promise<Item | 'conflict'>;
}

/** What can be changed of an item. */
export type ItemFields = Partial<Omit<Item, 'id' | 'version'>>;

export function items(db: Kysely<Database>): Items {
	const there = () => db.selectFrom('items').where('items.removed_at', 'is', null);
	return {
		async add(item) {
			await db
				.insertInto('items')
				.values(toRow({ ...item, version: 1, pausedMs: 0 }))
				.onConflict((conflict) => conflict.column('id').doNothing())
				.execute();
		},
		async get(id) {
			const row = await there().selectAll().where('id', '=', id).executeTakeFirst();
			return row && toItem(row);
		},
		async list(limit) {
			const rows = await there()
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
			const rows = await there().select(['id', 'claim', 'merged_into']).execute();
			return rows.map((row) => ({ item: row.merged_into ?? row.id, content: row.claim }));
		},
		async withResponse() {
			const rows = await there().selectAll().where('draft_ref', 'is not', null).execute();
			return rows.map(toItem);
		},
		async change(id, version, change) {
			const before = await there().selectAll().where('id', '=', id).executeTakeFirst();
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

function toRow(item: Item): Insertable<ItemsTable> {
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
		merged_into: item.mergedInto ?? null,
		assignee: item.assignee ?? null,
		waits_for: item.waitsFor ?? null,
		waits_since: item.waitsSince?.getTime() ?? null,
		paused_ms: item.pausedMs,
		closed_at: item.closedAt?.getTime() ?? null,
		reopened_at: item.reopenedAt?.getTime() ?? null,
		reopened_over: item.reopenedOver ?? null,
		clocks_since: item.clocksSince?.getTime() ?? null,
		removed_at: null,
	};
}

export function toItem(row: Selectable<ItemsTable>): Item {
	return {
		id: row.id,
		claim: row.claim,
		state: row.state,
		harm: row.harm,
		spread: row.spread,
		nextUpdateAt: instant(row.next_update_at),
		// Only checked values are written.
		referredTo: (row.referred_to as Referral | null) ?? undefined,
		draftRef: row.draft_ref ?? undefined,
		version: row.version,
		firstSeenAt: new Date(Number(row.first_seen_at)),
		firstAnsweredAt: instant(row.first_answered_at),
		mergedInto: row.merged_into ?? undefined,
		assignee: row.assignee ?? undefined,
		waitsFor: row.waits_for ?? undefined,
		waitsSince: instant(row.waits_since),
		pausedMs: Number(row.paused_ms),
		closedAt: instant(row.closed_at),
		reopenedAt: instant(row.reopened_at),
		reopenedOver: row.reopened_over ?? undefined,
		clocksSince: instant(row.clocks_since),
	};
}

function instant(milliseconds: number | null): Date | undefined {
	return milliseconds === null ? undefined : new Date(Number(milliseconds));
}
