import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Acting } from './desk-log.ts';
import { type Relationship, type RelationshipKind, relationships } from './relationships.ts';

/** What an act said of two, with what had been said of them before: enough to take it back, and never a resident's words. */
export interface Saying {
	readonly item: string;
	readonly of: Relationship['of'];
	readonly before?:
		| {
				readonly kind: RelationshipKind;
				readonly score: number | null;
				readonly model: string;
				readonly by: string;
				/** In epoch milliseconds, as all instants here. */
				readonly at: number;
				readonly rejectedAt: number | null;
		  }
		| undefined;
}

/** Keeps what an act says. */
export async function sayAll(
	trx: Kysely<Database>,
	said: readonly Relationship[],
): Promise<readonly Saying[]> {
	const sayings: Saying[] = [];
	for (const relationship of said) {
		const { item, of } = relationship;
		const row = await find(trx, { item, of });
		await relationships(trx).say(relationship);
		const before = row && {
			kind: row.kind,
			score: row.score,
			model: row.model,
			by: row.said_by,
			at: Number(row.said_at),
			rejectedAt: row.rejected_at === null ? null : Number(row.rejected_at),
		};
		sayings.push({ item, of, before });
	}
	return sayings;
}

/** Takes back what an act said. What somebody has said of the same two since stays. */
export async function takeBack(
	trx: Kysely<Database>,
	{ item, of, before }: Saying,
	{ by, at }: Acting,
): Promise<void> {
	const row = await find(trx, { item, of });
	if (!row || row.said_by !== by.id || Number(row.said_at) !== at.getTime()) return;
	if (!before) {
		await trx.deleteFrom('relationships').where('id', '=', row.id).execute();
		return;
	}
	await trx
		.updateTable('relationships')
		.set({
			kind: before.kind,
			score: before.score,
			model: before.model,
			said_by: before.by,
			said_at: before.at,
			rejected_at: before.rejectedAt,
		})
		.where('id', '=', row.id)
		.execute();
}

function find(trx: Kysely<Database>, { item, of }: Pick<Saying, 'item' | 'of'>) {
	const said = trx.selectFrom('relationships').selectAll().where('item_id', '=', item);
	return 'report' in of
		? said.where('report_id', '=', of.report).executeTakeFirst()
		: said.where('other_item', '=', of.item).executeTakeFirst();
}
