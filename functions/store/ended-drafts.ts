import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** Where the versions of a name ended: whoever still holds one of them holds no version of the next draft. */
export interface EndedDraftsTable {
	collection: string;
	ref: string;
	version: number;
}

interface Ended {
	readonly collection: string;
	readonly ref: string;
	readonly version: number;
}

/** Remembers the last version of a draft that was published or thrown away. */
export async function rememberEnded(db: Kysely<Database>, ended: Ended): Promise<void> {
	await db
		.insertInto('ended_drafts')
		.values(ended)
		.onConflict((conflict) =>
			conflict.columns(['collection', 'ref']).doUpdateSet({ version: ended.version }),
		)
		.execute();
}

/** The last version that a draft of this name ever had; 0 when there was none. */
export async function lastEnded(
	db: Kysely<Database>,
	collection: string,
	ref: string,
): Promise<number> {
	const row = await db
		.selectFrom('ended_drafts')
		.select('version')
		.where('collection', '=', collection)
		.where('ref', '=', ref)
		.executeTakeFirst();
	return row?.version ?? 0;
}
