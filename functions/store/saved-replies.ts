import type { Kysely, Selectable } from 'kysely';
import type { ReplyPurpose } from '../../src/domain/saved-reply.ts';
import type { Database } from './database.ts';

export interface SavedRepliesTable {
	id: string;
	purpose: ReplyPurpose;
	title_zh: string;
	title_en: string;
	text_zh: string;
	text_en: string;
	version: number;
	changed_by: string;
	changed_at: number;
	removed_at: number | null;
}

/** A text that moderators put in with two keys, in both languages of the desk. */
export interface SavedReply {
	readonly id: string;
	readonly purpose: ReplyPurpose;
	readonly title: { readonly 'zh-CN': string; readonly en: string };
	readonly text: { readonly 'zh-CN': string; readonly en: string };
	readonly version: number;
}

export interface SavedReplies {
	all(): Promise<readonly SavedReply[]>;
	/** Saves over version `expected`, 0 for a new one. `'conflict'` gives what somebody else saved, if it is still there. */
	save(
		reply: Omit<SavedReply, 'version'>,
		expected: number,
		by: string,
		now: Date,
	): Promise<SavedReply | { readonly conflict: SavedReply | undefined }>;
	/** `false` when there is no such version. */
	remove(id: string, expected: number, now: Date): Promise<boolean>;
}

export function savedReplies(db: Kysely<Database>): SavedReplies {
	const present = () => db.selectFrom('saved_replies').selectAll().where('removed_at', 'is', null);
	return {
		async all() {
			return (await present().orderBy('purpose').orderBy('id').execute()).map(toReply);
		},
		async save(reply, expected, by, now) {
			const values = {
				purpose: reply.purpose,
				title_zh: reply.title['zh-CN'],
				title_en: reply.title.en,
				text_zh: reply.text['zh-CN'],
				text_en: reply.text.en,
				version: expected + 1,
				changed_by: by,
				changed_at: now.getTime(),
				removed_at: null,
			};
			const saved =
				expected === 0
					? await db
							.insertInto('saved_replies')
							.values({ id: reply.id, ...values })
							.onConflict((conflict) => conflict.column('id').doNothing())
							.returningAll()
							.executeTakeFirst()
					: await db
							.updateTable('saved_replies')
							.set(values)
							.where('id', '=', reply.id)
							.where('version', '=', expected)
							.where('removed_at', 'is', null)
							.returningAll()
							.executeTakeFirst();
			if (saved) return toReply(saved);
			const theirs = await present().where('id', '=', reply.id).executeTakeFirst();
			return { conflict: theirs && toReply(theirs) };
		},
		async remove(id, expected, now) {
			const row = await db
				.updateTable('saved_replies')
				.set({ removed_at: now.getTime() })
				.where('id', '=', id)
				.where('version', '=', expected)
				.where('removed_at', 'is', null)
				.returning('id')
				.executeTakeFirst();
			return row !== undefined;
		},
	};
}

function toReply(row: Selectable<SavedRepliesTable>): SavedReply {
	return {
		id: row.id,
		purpose: row.purpose,
		title: { 'zh-CN': row.title_zh, en: row.title_en },
		text: { 'zh-CN': row.text_zh, en: row.text_en },
		version: row.version,
	};
}
