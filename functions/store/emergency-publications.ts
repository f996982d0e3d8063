import type { Kysely } from 'kysely';
import type { DraftCollection } from '../cms/paths.ts';
import type { Database } from './database.ts';

export interface EmergencyPublicationsTable {
	collection: string;
	ref: string;
	/** The hash of the text that one person published. */
	hash: string;
	staff_id: string;
	staff_name: string;
	reason: string;
	at: number;
	due_at: number;
	overdue_reported: number;
}

/** A text that went out with one signature of the two it needs. */
export interface EmergencyPublication {
	readonly collection: DraftCollection;
	readonly ref: string;
	readonly hash: string;
	readonly by: { readonly id: string; readonly name: string };
	/** Why it could not wait. */
	readonly reason: string;
	readonly at: Date;
	/** When the second signature is due. */
	readonly due: Date;
	/** Whether it was reported that the second signature is late. */
	readonly overdueReported: boolean;
}

type Text = Pick<EmergencyPublication, 'collection' | 'ref' | 'hash'>;

/** Emergency publications that still want their second signature; once it is given, the signatures themselves tell. */
export interface EmergencyPublications {
	add(publication: Omit<EmergencyPublication, 'overdueReported'>): Promise<void>;
	waiting(): Promise<readonly EmergencyPublication[]>;
	has(text: Text): Promise<boolean>;
	/** Notes that the lateness was reported; `false` when it already was. */
	reportOverdue(text: Text): Promise<boolean>;
	/** Ends the waiting: the second signature was given, or the text was never published. */
	end(text: Text): Promise<void>;
}

export function emergencyPublications(db: Kysely<Database>): EmergencyPublications {
	return {
		async add({ by, at, due, ...rest }) {
			const row = {
				...rest,
				staff_id: by.id,
				staff_name: by.name,
				at: at.getTime(),
				due_at: due.getTime(),
				overdue_reported: 0,
			};
			await db
				.insertInto('emergency_publications')
				.values(row)
				.onConflict((conflict) => conflict.columns(['collection', 'ref', 'hash']).doNothing())
				.execute();
		},
		async waiting() {
			const rows = await db
				.selectFrom('emergency_publications')
				.selectAll()
				.orderBy('at')
				.execute();
			return rows.map(toPublication);
		},
		async has({ collection, ref, hash }) {
			const row = await db
				.selectFrom('emergency_publications')
				.select('hash')
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.where('hash', '=', hash)
				.executeTakeFirst();
			return row !== undefined;
		},
		async reportOverdue({ collection, ref, hash }) {
			const row = await db
				.updateTable('emergency_publications')
				.set({ overdue_reported: 1 })
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.where('hash', '=', hash)
				.where('overdue_reported', '=', 0)
				.returning('hash')
				.executeTakeFirst();
			return row !== undefined;
		},
		async end({ collection, ref, hash }) {
			await db
				.deleteFrom('emergency_publications')
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.where('hash', '=', hash)
				.execute();
		},
	};
}

function toPublication(row: EmergencyPublicationsTable): EmergencyPublication {
	return {
		// Only checked names are written.
		collection: row.collection as DraftCollection,
		ref: row.ref,
		hash: row.hash,
		by: { id: row.staff_id, name: row.staff_name },
		reason: row.reason,
		at: new Date(row.at),
		due: new Date(row.due_at),
		overdueReported: row.overdue_reported === 1,
	};
}
