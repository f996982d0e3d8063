import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';

// What every part leans on: the audit log, small values, locks, one-time links and one-time tokens.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.createTable('audit_entries')
		.addColumn('sequence', 'bigint', (column) => column.primaryKey())
		.addColumn('at', 'bigint', (column) => column.notNull())
		.addColumn('actor', 'text', (column) => column.notNull())
		.addColumn('action', 'text', (column) => column.notNull())
		.addColumn('subject', 'text', (column) => column.notNull())
		.addColumn('details', 'text', (column) => column.notNull())
		.addColumn('previous_hash', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('audit_head')
		.addColumn('id', 'integer', (column) => column.primaryKey())
		.addColumn('sequence', 'bigint', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.execute();
	await sql`insert into audit_head (id, sequence, hash) values (1, 0, '')`.execute(db);
	for (const statement of appendOnly[engine]) await sql.raw(statement).execute(db);
	await db.schema
		.createTable('keyed_values')
		.addColumn('key', 'text', (column) => column.primaryKey())
		.addColumn('value', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('locks')
		.addColumn('name', 'text', (column) => column.primaryKey())
		.execute();
	await db.schema
		.createTable('invitations')
		.addColumn('token_hash', 'text', (column) => column.primaryKey())
		.addColumn('purpose', 'text', (column) => column.notNull())
		// An account's id for a reset, an e-mail address for an invitation, empty for the first administrator.
		.addColumn('subject', 'text', (column) => column.notNull())
		.addColumn('roles', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('spent_tokens')
		.addColumn('token_hash', 'text', (column) => column.primaryKey())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('spent_tokens_expiry')
		.on('spent_tokens')
		.column('expires_at')
		.execute();
}

const appendOnly = {
	sqlite: [
		`create trigger audit_entries_no_update before update on audit_entries
			begin select raise(abort, 'the audit log is append-only'); end`,
		`create trigger audit_entries_no_delete before delete on audit_entries
			begin select raise(abort, 'the audit log is append-only'); end`,
	],
	postgres: [
		`create function refuse_audit_change() returns trigger language plpgsql as
			$$ begin raise exception 'the audit log is append-only'; end $$`,
		`create trigger audit_entries_no_change before update or delete on audit_entries
			for each row execute function refuse_audit_change()`,
		`create trigger audit_entries_no_truncate before truncate on audit_entries
			for each statement execute function refuse_audit_change()`,
	],
} as const satisfies Record<Engine, readonly string[]>;
