import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { DeskAct } from '../../src/domain/desk-acts.ts';
import type { Database } from './database.ts';
import type { Item, ItemFields } from './items.ts';
import type { ReportMove } from './report-moves.ts';
import type { Saying } from './sayings.ts';
import { inTransaction } from './transaction.ts';

export interface DeskLogTable {
	id: string;
	at: number;
	staff_id: string;
	staff_name: string;
	act: string;
	/** JSON. */
	details: string;
	/** JSON. */
	effect: string | null;
	undone_at: number | null;
	undone_by: string | null;
}

export interface DeskLogItemsTable {
	entry_id: string;
	item_id: string;
}

/** Who acts, and when. */
export interface Acting {
	readonly by: { readonly id: string; readonly name: string };
	readonly at: Date;
}

/** What an act did to the store, so that it can be taken back exactly. */
export interface DeskEffect {
	readonly reports: readonly ReportMove[];
	readonly items: readonly {
		readonly id: string;
		readonly before: ItemFields;
		readonly after: ItemFields;
	}[];
	/** Items that there were not before. */
	readonly made: readonly string[];
	/** What taking the act back makes of pieces of evidence: on the list or off it, in which item. */
	readonly evidence: readonly {
		readonly id: string;
		readonly removed?: boolean;
		readonly item?: string;
	}[];
	/** Absent in entries that were written before it was kept. */
	readonly said?: readonly Saying[];
}

export const noEffect: DeskEffect = { reports: [], items: [], made: [], evidence: [], said: [] };

/** An act at the desk: what was done, to what, and what is needed to take it back. */
export interface DeskEntry extends Acting {
	readonly id: string;
	readonly act: DeskAct;
	/** Facts for the reader of the log: counts, names of states, never a resident's words. */
	readonly details: Readonly<Record<string, string | number>>;
	/** Absent where an act cannot be taken back. */
	readonly effect?: DeskEffect | undefined;
	readonly undoneAt?: Date | undefined;
	readonly undoneBy?: string | undefined;
}

export interface DeskLog {
	/** Writes an act down, under each of its items. */
	add(
		entry: Pick<DeskEntry, 'by' | 'at' | 'act' | 'details' | 'effect'>,
		items: readonly string[],
	): Promise<string>;
	get(id: string): Promise<DeskEntry | undefined>;
	/** The acts on an item, newest first. */
	ofItem(item: string, limit: number): Promise<readonly DeskEntry[]>;
	/** The newest acts on anything. */
	latest(limit: number): Promise<readonly DeskEntry[]>;
	/** The newest act of a person since an instant that was not taken back. */
	lastOf(staff: string, since: Date): Promise<DeskEntry | undefined>;
	/** `false` when it was taken back already. */
	setUndone(id: string, { by, at }: Acting): Promise<boolean>;
	/** Deletes the acts from before an instant. What they did stays done, and cannot be taken back from here any more. */
	forget(before: Date): Promise<void>;
}

export function deskLog(db: Kysely<Database>): DeskLog {
	return {
		async add({ by, at, act, details, effect }, items) {
			const id = randomUUID();
			await db
				.insertInto('desk_log')
				.values({
					id,
					at: at.getTime(),
					staff_id: by.id,
					staff_name: by.name,
					act,
					details: JSON.stringify(details),
					effect: effect ? JSON.stringify(effect) : null,
					undone_at: null,
					undone_by: null,
				})
				.execute();
			const rows = [...new Set(items)].map((item) => ({ entry_id: id, item_id: item }));
			if (rows.length > 0) await db.insertInto('desk_log_items').values(rows).execute();
			return id;
		},
		async get(id) {
			const row = await db
				.selectFrom('desk_log')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirst();
			return row && toEntry(row);
		},
		async ofItem(item, limit) {
			const rows = await db
				.selectFrom('desk_log')
				.innerJoin('desk_log_items', 'entry_id', 'id')
				.selectAll('desk_log')
				.where('item_id', '=', item)
				.orderBy('at', 'desc')
				.limit(limit)
				.execute();
			return rows.map(toEntry);
		},
		async latest(limit) {
			const rows = await db
				.selectFrom('desk_log')
				.selectAll()
				.orderBy('at', 'desc')
				.limit(limit)
				.execute();
			return rows.map(toEntry);
		},
		async lastOf(staff, since) {
			const row = await db
				.selectFrom('desk_log')
				.selectAll()
				.where('staff_id', '=', staff)
				.where('at', '>=', since.getTime())
				.where('undone_at', 'is', null)
				.orderBy('at', 'desc')
				.limit(1)
				.executeTakeFirst();
			return row && toEntry(row);
		},
		async setUndone(id, { by, at }) {
			const row = await db
				.updateTable('desk_log')
				.set({ undone_at: at.getTime(), undone_by: by.name })
				.where('id', '=', id)
				.where('undone_at', 'is', null)
				.returning('id')
				.executeTakeFirst();
			return row !== undefined;
		},
		async forget(before) {
			while ((await forgetSome(db, before)) === forgottenAtOnce);
		},
	};
}

/** Few enough that the desk does not wait while they are deleted. */
const forgottenAtOnce = 500;

/** Deletes the oldest acts from before an instant, as many as go at once. How many. */
async function forgetSome(db: Kysely<Database>, before: Date): Promise<number> {
	return inTransaction(db, async (trx) => {
		const rows = await trx
			.selectFrom('desk_log')
			.select('id')
			.where('at', '<', before.getTime())
			.orderBy('at')
			.limit(forgottenAtOnce)
			.execute();
		const ids = rows.map(({ id }) => id);
		if (ids.length === 0) return 0;
		await trx.deleteFrom('desk_log_items').where('entry_id', 'in', ids).execute();
		await trx.deleteFrom('desk_log').where('id', 'in', ids).execute();
		return ids.length;
	});
}

function toEntry(row: Selectable<DeskLogTable>): DeskEntry {
	return {
		id: row.id,
		at: new Date(Number(row.at)),
		by: { id: row.staff_id, name: row.staff_name },
		// `add` writes only known acts, and objects of these shapes.
		act: row.act as DeskAct,
		details: JSON.parse(row.details) as DeskEntry['details'],
		effect: row.effect === null ? undefined : withDates(JSON.parse(row.effect) as DeskEffect),
		undoneAt: row.undone_at === null ? undefined : new Date(Number(row.undone_at)),
		undoneBy: row.undone_by ?? undefined,
	};
}

/** Instants come back from JSON as text, and what was absent as `null`. */
function withDates(effect: DeskEffect): DeskEffect {
	const restored = (fields: ItemFields): ItemFields =>
		Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [
				name,
				value === null ? undefined : /(At|Since)$/.test(name) ? new Date(String(value)) : value,
			]),
		);
	return {
		...effect,
		items: effect.items.map(({ id, before, after }) => ({
			id,
			before: restored(before),
			after: restored(after),
		})),
	};
}

/** Fields of an item as an effect keeps them: JSON drops what is undefined, and an undo is to bring exactly that back. */
export function asItWas(item: Item, names: readonly (keyof ItemFields)[]): ItemFields {
	// `null` stands for `undefined` until the entry is read again.
	return Object.fromEntries(names.map((name) => [name, item[name] ?? null])) as ItemFields;
}
