import type { Kysely } from 'kysely';
import type { DraftCollection } from '../cms/paths.ts';
import type { Database } from './database.ts';

export interface SignOffsTable {
	collection: string;
	ref: string;
	/** The hash of all language files that were signed. */
	hash: string;
	staff_id: string;
	staff_name: string;
	at: number;
}

export interface Signature {
	readonly staffId: string;
	readonly name: string;
	readonly at: Date;
}

/** Who stands behind which version of an entry. A later save has another hash, so no signature covers it. */
export interface SignOffs {
	sign(
		entry: { collection: DraftCollection; ref: string; hash: string },
		signature: Signature,
	): Promise<void>;
	of(collection: DraftCollection, ref: string, hash: string): Promise<readonly Signature[]>;
	/** Takes back every signature of an entry but those on the text of hash `kept`. */
	withdraw(collection: DraftCollection, ref: string, kept?: string): Promise<void>;
}

export function signOffs(db: Kysely<Database>): SignOffs {
	return {
		async sign({ collection, ref, hash }, { staffId, name, at }) {
			await db
				.insertInto('sign_offs')
				.values({ collection, ref, hash, staff_id: staffId, staff_name: name, at: at.getTime() })
				.onConflict((conflict) =>
					conflict.columns(['collection', 'ref', 'hash', 'staff_id']).doNothing(),
				)
				.execute();
		},
		async of(collection, ref, hash) {
			const rows = await db
				.selectFrom('sign_offs')
				.selectAll()
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.where('hash', '=', hash)
				.orderBy('at')
				.execute();
			return rows.map((row) => ({
				staffId: row.staff_id,
				name: row.staff_name,
				at: new Date(row.at),
			}));
		},
		async withdraw(collection, ref, kept) {
			const all = db
				.deleteFrom('sign_offs')
				.where('collection', '=', collection)
				.where('ref', '=', ref);
			await (kept === undefined ? all : all.where('hash', '!=', kept)).execute();
		},
	};
}
