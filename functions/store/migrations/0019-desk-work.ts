import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';
import { starterReplies } from './0019-starter-replies.ts';

// The moderators' work: merges, assignments, locks, waiting for a source, evidence, saved replies,
// relationships between reports and items, a log from which each act can be taken back,
// and a mark on every row that tells what was written since.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const items = [
		['merged_into', 'text'],
		['assignee', 'text'],
		['waits_for', 'text'],
		['waits_since', 'bigint'],
		['closed_at', 'bigint'],
		['reopened_at', 'bigint'],
		['reopened_over', 'text'],
		// An item that an undo took away: a row, so that whoever looks at a list sees it go.
		['removed_at', 'bigint'],
	] as const;
	for (const [name, type] of items)
		await db.schema.alterTable('items').addColumn(name, type).execute();
	await db.schema
		.alterTable('items')
		.addColumn('paused_ms', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	for (const name of ['merged_from', 'assignee', 'asker'])
		await db.schema.alterTable('reports').addColumn(name, 'text').execute();
	await db.schema.createIndex('items_merged').on('items').column('merged_into').execute();
	await addRelationships(db);
	await addLog(db);
	await db.schema
		.createTable('desk_locks')
		// `item/…` or `report/…`
		.addColumn('subject', 'text', (column) => column.primaryKey())
		.addColumn('staff_id', 'text', (column) => column.notNull())
		.addColumn('staff_name', 'text', (column) => column.notNull())
		.addColumn('until', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('item_evidence')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('item_id', 'text', (column) => column.notNull().references('items.id'))
		.addColumn('what', 'text', (column) => column.notNull())
		.addColumn('who', 'text', (column) => column.notNull())
		.addColumn('day', 'text', (column) => column.notNull())
		.addColumn('url', 'text')
		.addColumn('image_id', 'text')
		.addColumn('added_by', 'text', (column) => column.notNull())
		.addColumn('added_at', 'bigint', (column) => column.notNull())
		.addColumn('removed_at', 'bigint')
		.execute();
	await db.schema.createIndex('item_evidence_item').on('item_evidence').column('item_id').execute();
	await addReplies(db);
	await markWrites(db, engine);
}

async function addRelationships(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('relationships')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('item_id', 'text', (column) => column.notNull().references('items.id'))
		// The differing words of a report go when the report goes.
		.addColumn('report_id', 'text', (column) => column.references('reports.id').onDelete('cascade'))
		.addColumn('other_item', 'text', (column) => column.references('items.id'))
		.addColumn('score', 'real')
		.addColumn('model', 'text', (column) => column.notNull())
		.addColumn('differences', 'text', (column) => column.notNull())
		.addColumn('said_by', 'text', (column) => column.notNull())
		.addColumn('said_at', 'bigint', (column) => column.notNull())
		.addColumn('rejected_at', 'bigint')
		.addUniqueConstraint('relationships_report', ['report_id', 'item_id'])
		.addUniqueConstraint('relationships_items', ['other_item', 'item_id'])
		.execute();
	await db.schema.createIndex('relationships_item').on('relationships').column('item_id').execute();
}

async function addLog(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('desk_log')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('staff_id', 'text', (column) => column.notNull())
		.addColumn('staff_name', 'text', (column) => column.notNull())
		.addColumn('act', 'text', (column) => column.notNull())
		.addColumn('details', 'text', (column) => column.notNull())
		// What is needed to take it back; ids and states, never a resident's words.
		.addColumn('effect', 'text')
		.addColumn('undone_at', 'bigint')
		.addColumn('undone_by', 'text')
		.execute();
	await db.schema
		.createIndex('desk_log_staff')
		.on('desk_log')
		.columns(['staff_id', 'at'])
		.execute();
	await db.schema
		.createTable('desk_log_items')
		.addColumn('entry_id', 'text', (column) => column.notNull().references('desk_log.id'))
		.addColumn('item_id', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('desk_log_items_key', ['item_id', 'entry_id'])
		.execute();
}

async function addReplies(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('saved_replies')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('purpose', 'text', (column) => column.notNull())
		.addColumn('title_zh', 'text', (column) => column.notNull())
		.addColumn('title_en', 'text', (column) => column.notNull())
		.addColumn('text_zh', 'text', (column) => column.notNull())
		.addColumn('text_en', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('changed_by', 'text', (column) => column.notNull())
		.addColumn('changed_at', 'bigint', (column) => column.notNull())
		.addColumn('removed_at', 'bigint')
		.execute();
	for (const { id, purpose, title, text } of starterReplies)
		await sql`insert into saved_replies
			(id, purpose, title_zh, title_en, text_zh, text_en, version, changed_by, changed_at)
			values (${id}, ${purpose}, ${title[0]}, ${title[1]}, ${text[0]}, ${text[1]}, 1, '', 0)`.execute(
			db,
		);
}

const marked = ['items', 'reports', 'desk_locks'];

/**
 * Triggers, so that no writer can forget to say that it wrote. SQLite has one writer at a time, and counts.
 * On PostgreSQL a counter would make all intake stand in line, and a sequence is not in the order of commits:
 * there a row carries the number of its transaction, and readers go on from the oldest that is not finished.
 */
async function markWrites(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.createTable('desk_head')
		.addColumn('id', 'integer', (column) => column.primaryKey())
		.addColumn('sequence', 'bigint', (column) => column.notNull())
		.execute();
	await sql`insert into desk_head (id, sequence) values (1, 0)`.execute(db);
	for (const table of marked) {
		await db.schema
			.alterTable(table)
			.addColumn('changed', 'bigint', (column) => column.notNull().defaultTo(0))
			.execute();
		await db.schema.createIndex(`${table}_changed`).on(table).column('changed').execute();
	}
	if (engine === 'postgres')
		await sql`create function mark_desk_write() returns trigger language plpgsql as
			$$ begin new.changed := pg_current_xact_id()::text::bigint; return new; end $$`.execute(db);
	for (const table of marked)
		for (const statement of markers[engine](table)) await sql.raw(statement).execute(db);
}

const markers: Readonly<Record<Engine, (table: string) => readonly string[]>> = {
	sqlite: (table) =>
		['insert', 'update'].map(
			(kind) => `create trigger ${table}_mark_${kind} after ${kind} on ${table} begin
				update desk_head set sequence = sequence + 1;
				update ${table} set changed = (select sequence from desk_head) where rowid = new.rowid; end`,
		),
	postgres: (table) => [
		`create trigger ${table}_mark before insert or update on ${table}
			for each row execute function mark_desk_write()`,
	],
};
