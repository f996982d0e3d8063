import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { claimOf } from '../../../src/domain/matching/claim-text.ts';
import { simplified } from '../../../src/domain/matching/simplified.ts';

type Texts = { reports: { id: string; content: string; content_hash: string } };

const atOnce = 500;

// Texts in Traditional characters, and those passed on with 转 or 请扩散, are one with the text itself: reports from before
// are known by the same names as those that come now. What stands alone stays alone.
export async function up(db: Kysely<unknown>): Promise<void> {
	const texts = db.withTables<Texts>();
	for (let last = ''; ; ) {
		const rows = await texts
			.selectFrom('reports')
			.select(['id', 'content', 'content_hash'])
			.where('id', '>', last)
			.where('content_hash', 'not like', 'alone:%')
			.orderBy('id')
			.limit(atOnce)
			.execute();
		for (const { id, content, content_hash: before } of rows) {
			const claim = claimOf(simplified(content));
			const name = claim === undefined ? `alone:${id}` : hash('sha256', claim);
			if (name !== before)
				await texts
					.updateTable('reports')
					.set({ content_hash: name })
					.where('id', '=', id)
					.execute();
		}
		const end = rows.at(-1)?.id;
		if (end === undefined) return;
		last = end;
	}
}
