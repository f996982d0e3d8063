import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';

/** A table of a PostgreSQL store, as its own catalog describes it. */
export interface TargetTable {
	readonly name: string;
	readonly columns: readonly { readonly name: string; readonly type: string }[];
	/** The column that the database numbers by itself. */
	readonly counted: string | undefined;
	/** Whether a fresh schema has rows in it. */
	readonly isSeeded: boolean;
}

/** What migrations write into a fresh schema. */
const seeded = new Set(['audit_head', 'desk_head', 'saved_replies']);

/** Numbers of changes mean something in their own database alone; triggers write them. */
const own = 'changed';

/** All tables of the store in a schema, each after those it refers to. */
export async function targetTables(
	db: Kysely<Database>,
	schema = 'public',
): Promise<readonly TargetTable[]> {
	const { rows } = await sql<{ table: string; column: string; type: string; counted: string }>`
		select table_name as "table", column_name as "column", data_type as "type", is_identity as counted
		from information_schema.columns
		where table_schema = ${schema} and table_name not like 'kysely%'
		order by table_name, ordinal_position`.execute(db);
	const byName = Map.groupBy(rows, ({ table }) => table);
	const ordered = afterTheirParents([...byName.keys()], await references(db, schema));
	return ordered.map((name) => {
		const columns = byName.get(name) ?? [];
		return {
			name,
			columns: columns
				.filter(({ column }) => column !== own)
				.map(({ column, type }) => ({ name: column, type })),
			counted: columns.find(({ counted }) => counted === 'YES')?.column,
			isSeeded: seeded.has(name),
		};
	});
}

interface Reference {
	readonly child: string;
	readonly parent: string;
}

async function references(db: Kysely<Database>, schema: string): Promise<readonly Reference[]> {
	const { rows } = await sql<Reference>`
		select child.relname as child, parent.relname as parent from pg_constraint
		join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
		where contype = 'f' and connamespace = ${schema}::regnamespace`.execute(db);
	return rows.filter(({ child, parent }) => child !== parent);
}

function afterTheirParents(names: readonly string[], all: readonly Reference[]): readonly string[] {
	const done: string[] = [];
	const place = (name: string): void => {
		if (done.includes(name)) return;
		for (const { child, parent } of all) if (child === name) place(parent);
		done.push(name);
	};
	for (const name of names) place(name);
	return done;
}
