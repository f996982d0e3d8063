import type { Kysely, Selectable } from 'kysely';
import type { Day } from '../../src/domain/time.ts';
import type { Database } from './database.ts';

export interface ItemEvidenceTable {
	id: string;
	item_id: string;
	what: string;
	who: string;
	day: string;
	url: string | null;
	image_id: string | null;
	added_by: string;
	added_at: number;
	removed_at: number | null;
}

/** What speaks for or against a claim, as moderators collect it: it goes into the draft of the response. */
export interface Evidence {
	readonly id: string;
	readonly item: string;
	readonly what: string;
	readonly who: string;
	readonly date: Day;
	readonly url?: string | undefined;
	readonly image?: string | undefined;
	/** The account that added it, and when. */
	readonly by: string;
	readonly at: Date;
}

export interface ItemEvidence {
	add(evidence: Evidence): Promise<void>;
	get(id: string): Promise<Evidence | undefined>;
	ofItem(item: string): Promise<readonly Evidence[]>;
	/** Takes it off the list, or puts it back. `false` when it was so already. */
	setRemoved(id: string, removed: boolean, now: Date): Promise<boolean>;
	/** Gives all that was collected of an item to another. The ids. */
	moveAll(from: string, into: string): Promise<readonly string[]>;
	moveTo(id: string, item: string): Promise<void>;
}

export function itemEvidence(db: Kysely<Database>): ItemEvidence {
	return {
		async add(each) {
			await db
				.insertInto('item_evidence')
				.values({
					id: each.id,
					item_id: each.item,
					what: each.what,
					who: each.who,
					day: each.date,
					url: each.url ?? null,
					image_id: each.image ?? null,
					added_by: each.by,
					added_at: each.at.getTime(),
					removed_at: null,
				})
				.execute();
		},
		async get(id) {
			const row = await db
				.selectFrom('item_evidence')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirst();
			return row && toEvidence(row);
		},
		async ofItem(item) {
			const rows = await db
				.selectFrom('item_evidence')
				.selectAll()
				.where('item_id', '=', item)
				.where('removed_at', 'is', null)
				.orderBy('added_at')
				.execute();
			return rows.map(toEvidence);
		},
		async setRemoved(id, removed, now) {
			const row = await db
				.updateTable('item_evidence')
				.set({ removed_at: removed ? now.getTime() : null })
				.where('id', '=', id)
				.where('removed_at', removed ? 'is' : 'is not', null)
				.returning('id')
				.executeTakeFirst();
			return row !== undefined;
		},
		async moveAll(from, into) {
			const rows = await db
				.updateTable('item_evidence')
				.set({ item_id: into })
				.where('item_id', '=', from)
				.returning('id')
				.execute();
			return rows.map(({ id }) => id);
		},
		async moveTo(id, item) {
			await db.updateTable('item_evidence').set({ item_id: item }).where('id', '=', id).execute();
		},
	};
}

function toEvidence(row: Selectable<ItemEvidenceTable>): Evidence {
	return {
		id: row.id,
		item: row.item_id,
		what: row.what,
		who: row.who,
		date: row.day,
		url: row.url ?? undefined,
		image: row.image_id ?? undefined,
		by: row.added_by,
		at: new Date(Number(row.added_at)),
	};
}
