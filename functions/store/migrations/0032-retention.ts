import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';

// What stays when old rows go: the totals of an alert whose ledger was deleted, and where the audit log begins since its oldest
// entries were. The log stays append-only but for the entries before that.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema.alterTable('alerts').addColumn('totals', 'text').execute();
	await db.schema
		.alterTable('audit_head')
		.addColumn('kept_after', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await db.schema
		.alterTable('audit_head')
		.addColumn('kept_after_hash', 'text', (column) => column.notNull().defaultTo(''))
		.execute();
	for (const statement of appendOnly[engine]) await sql.raw(statement).execute(db);
}

const appendOnly = {
	sqlite: [
		'drop trigger audit_entries_no_delete',
		`create trigger audit_entries_no_delete before delete on audit_entries
			when old.sequence > (select kept_after from audit_head)
			begin select raise(abort, 'the audit log is append-only'); end`,
	],
	postgres: [
		`create or replace function refuse_audit_change() returns trigger language plpgsql as $$
			begin
				if tg_op = 'DELETE' and old.sequence <= (select kept_after from audit_head) then return old; end if;
				raise exception 'the audit log is append-only';
			end $$`,
	],
} as const satisfies Record<Engine, readonly string[]>;
