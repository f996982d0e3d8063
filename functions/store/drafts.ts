import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { DraftCollection } from '../cms/paths.ts';
import type { Database } from './database.ts';
import { lastEnded, rememberEnded } from './ended-drafts.ts';
import { inTransaction } from './transaction.ts';

export interface DraftsTable {
	collection: string;
	ref: string;
	status: DraftStatus;
	version: number;
	files: string;
	author_id: string;
	author_name: string;
	author_email: string;
	updated_at: number;
}

export interface NotesTable {
	id: string;
	collection: string;
	ref: string;
	author_name: string;
	content: string;
	resolved: number;
	at: number;
}

/** Decap's names for draft, in review, and ready. */
export const draftStatuses = ['draft', 'pending_review', 'pending_publish'] as const;
export type DraftStatus = (typeof draftStatuses)[number];

const draftFile = z.object({
	path: z.string(),
	encoding: z.enum(['utf8', 'base64']),
	content: z.string(),
	/** The published blob that the draft was written over; `null` for a new file. */
	base: z.string().nullable(),
});

export type DraftFile = z.output<typeof draftFile>;

/** An entry that is being written: all its language files and media, and where it stands on its way to publication. */
export interface Draft {
	readonly collection: DraftCollection;
	readonly ref: string;
	readonly status: DraftStatus;
	/** Counts the saves and never comes again, also when the draft ends and another of its name begins. A save over another version is refused. */
	readonly version: number;
	readonly files: readonly DraftFile[];
	readonly author: { readonly id: string; readonly name: string; readonly email: string };
	readonly updatedAt: Date;
}

export interface Note {
	readonly id: string;
	readonly author: string;
	readonly content: string;
	readonly resolved: boolean;
	readonly at: Date;
}

/** Drafts live in the store until they are published; the repository only holds what was published. */
export interface Drafts {
	all(): Promise<readonly Draft[]>;
	get(collection: DraftCollection, ref: string): Promise<Draft | undefined>;
	/** Saves over version `expected` (0 for a new draft). `'conflict'` when someone else saved meanwhile. */
	save(draft: Omit<Draft, 'version'>, expected: number): Promise<Draft | 'conflict'>;
	/** With a version, only that version's; `false` when there is none. */
	setStatus(
		collection: DraftCollection,
		ref: string,
		status: DraftStatus,
		version?: number,
	): Promise<boolean>;
	/** Puts a version's files on other published blobs; its text and version stay. `false` when it has moved on. */
	rebase(draft: Draft): Promise<boolean>;
	/** Ends a draft and the notes on it. With a version, only that version; `false` when there is none. */
	delete(collection: DraftCollection, ref: string, version?: number): Promise<boolean>;
	notes(collection: DraftCollection, ref: string): Promise<readonly Note[]>;
	addNote(collection: DraftCollection, ref: string, note: Note): Promise<void>;
	changeNote(
		id: string,
		change: { content?: string; resolved?: boolean },
	): Promise<Note | undefined>;
	deleteNote(id: string): Promise<void>;
}

export function drafts(db: Kysely<Database>): Drafts {
	const one = (collection: string, ref: string) =>
		db.selectFrom('drafts').selectAll().where('collection', '=', collection).where('ref', '=', ref);
	return {
		async all() {
			const rows = await db
				.selectFrom('drafts')
				.selectAll()
				.orderBy('updated_at', 'desc')
				.execute();
			return rows.map(toDraft);
		},
		async get(collection, ref) {
			const row = await one(collection, ref).executeTakeFirst();
			return row && toDraft(row);
		},
		async save(draft, expected) {
			if (expected === 0) return inTransaction(db, (transaction) => add(transaction, draft));
			const values = toRow({ ...draft, version: expected + 1 });
			const saved = await db
				.updateTable('drafts')
				.set(values)
				.where('collection', '=', draft.collection)
				.where('ref', '=', draft.ref)
				.where('version', '=', expected)
				.returning('ref')
				.executeTakeFirst();
			return saved ? { ...draft, version: expected + 1 } : 'conflict';
		},
		async setStatus(collection, ref, status, version) {
			const set = await db
				.updateTable('drafts')
				.set({ status })
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
				.returning('ref')
				.executeTakeFirst();
			return set !== undefined;
		},
		async rebase({ collection, ref, version, status, files }) {
			const moved = await db
				.updateTable('drafts')
				.set({ status, files: JSON.stringify(files) })
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.where('version', '=', version)
				.returning('ref')
				.executeTakeFirst();
			return moved !== undefined;
		},
		async delete(collection, ref, version) {
			return inTransaction(db, (transaction) => end(transaction, collection, ref, version));
		},
		async notes(collection, ref) {
			const rows = await db
				.selectFrom('notes')
				.selectAll()
				.where('collection', '=', collection)
				.where('ref', '=', ref)
				.orderBy('at')
				.execute();
			return rows.map(toNote);
		},
		async addNote(collection, ref, note) {
			const { id, author, content, resolved, at } = note;
			const row = {
				id,
				collection,
				ref,
				author_name: author,
				content,
				resolved: resolved ? 1 : 0,
				at: at.getTime(),
			};
			await db.insertInto('notes').values(row).execute();
		},
		async changeNote(id, { content, resolved }) {
			const change = {
				...(content === undefined ? {} : { content }),
				...(resolved === undefined ? {} : { resolved: resolved ? 1 : 0 }),
			};
			const row = await db
				.updateTable('notes')
				.set(change)
				.where('id', '=', id)
				.returningAll()
				.executeTakeFirst();
			return row && toNote(row);
		},
		async deleteNote(id) {
			await db.deleteFrom('notes').where('id', '=', id).execute();
		},
	};
}

async function add(
	db: Kysely<Database>,
	draft: Omit<Draft, 'version'>,
): Promise<Draft | 'conflict'> {
	const version = (await lastEnded(db, draft.collection, draft.ref)) + 1;
	const added = await db
		.insertInto('drafts')
		.values(toRow({ ...draft, version }))
		.onConflict((conflict) => conflict.columns(['collection', 'ref']).doNothing())
		.returning('ref')
		.executeTakeFirst();
	return added ? { ...draft, version } : 'conflict';
}

async function end(
	db: Kysely<Database>,
	collection: string,
	ref: string,
	version?: number,
): Promise<boolean> {
	const ended = await db
		.deleteFrom('drafts')
		.where('collection', '=', collection)
		.where('ref', '=', ref)
		.$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
		.returning(['collection', 'ref', 'version'])
		.executeTakeFirst();
	if (!ended) return false;
	await rememberEnded(db, ended);
	// They were about this draft: the next one of its name begins without them.
	await db
		.deleteFrom('notes')
		.where('collection', '=', collection)
		.where('ref', '=', ref)
		.execute();
	return true;
}

function toRow(draft: Draft): DraftsTable {
	return {
		collection: draft.collection,
		ref: draft.ref,
		status: draft.status,
		version: draft.version,
		files: JSON.stringify(draft.files),
		author_id: draft.author.id,
		author_name: draft.author.name,
		author_email: draft.author.email,
		updated_at: draft.updatedAt.getTime(),
	};
}

function toDraft(row: DraftsTable): Draft {
	return {
		// Only checked names are written.
		collection: row.collection as DraftCollection,
		ref: row.ref,
		status: row.status,
		version: row.version,
		files: z.array(draftFile).parse(JSON.parse(row.files)),
		author: { id: row.author_id, name: row.author_name, email: row.author_email },
		updatedAt: new Date(row.updated_at),
	};
}

function toNote(row: NotesTable): Note {
	return {
		id: row.id,
		author: row.author_name,
		content: row.content,
		resolved: row.resolved === 1,
		at: new Date(row.at),
	};
}
