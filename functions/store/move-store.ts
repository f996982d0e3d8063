import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { type TargetTable, targetTables } from './target-tables.ts';

/** What was moved of a table: as many rows on both sides, and the same hash over what they say. */
export interface MovedTable {
	readonly name: string;
	readonly rows: number;
	readonly hash: string;
}

export type Move =
	| { readonly kind: 'moved'; readonly tables: readonly MovedTable[] }
	/** The target holds something already; nothing was changed. */
	| { readonly kind: 'occupied'; readonly table: string }
	/** What arrived is not what left; nothing was changed. */
	| { readonly kind: 'differs'; readonly table: string };

type Row = Readonly<Record<string, unknown>>;

/** PostgreSQL takes 65,535 values in a statement; the widest table has about 30 columns. */
const portion = 500;

/**
 * Copies an embedded store into an empty PostgreSQL with its schema up to date: all of it or nothing. Afterwards both sides
 * are read, counted and hashed. Nobody else may write to the source meanwhile. `schema` is where `to` looks for its tables.
 */
export async function moveStore(
	from: Kysely<Database>,
	to: Kysely<Database>,
	schema = 'public',
): Promise<Move> {
	const tables = await targetTables(to, schema);
	const occupied = await firstOccupied(to, tables);
	if (occupied) return { kind: 'occupied', table: occupied };
	try {
		return await to.transaction().execute(async (transaction) => {
			const emptied = [...tables].reverse().filter(({ isSeeded }) => isSeeded);
			for (const { name } of emptied) await sql`delete from ${sql.id(name)}`.execute(transaction);
			for (const table of tables) await copy(from, transaction, table, schema);
			const moved: MovedTable[] = [];
			for (const table of tables) moved.push(await compared(from, transaction, table));
			return { kind: 'moved', tables: moved };
		});
	} catch (error) {
		if (error instanceof Differs) return { kind: 'differs', table: error.table };
		throw error;
	}
}

/** Ends the transaction, so that nothing stays of a copy that is not one. */
class Differs extends Error {
	readonly table: string;
	constructor(table: string) {
		super(`what arrived in ${table} is not what left`);
		this.table = table;
	}
}

async function firstOccupied(
	to: Kysely<Database>,
	tables: readonly TargetTable[],
): Promise<string | undefined> {
	for (const { name, isSeeded } of tables) {
		if (isSeeded) continue;
		const { rows } = await sql`select 1 from ${sql.id(name)} limit 1`.execute(to);
		if (rows.length > 0) return name;
	}
	return undefined;
}

async function copy(
	from: Kysely<Database>,
	to: Kysely<Database>,
	table: TargetTable,
	schema: string,
): Promise<void> {
	const columns = sql.join(table.columns.map(({ name }) => sql.id(name)));
	const overriding = table.counted ? sql`overriding system value` : sql``;
	for await (const rows of portions(from, table)) {
		const values = rows.map(
			(row) => sql`(${sql.join(table.columns.map(({ name, type }) => asStored(row[name], type)))})`,
		);
		await sql`insert into ${sql.id(table.name)} (${columns}) ${overriding} values ${sql.join(values)}`.execute(
			to,
		);
	}
	if (!table.counted) return;
	// What comes next is numbered after all there has ever been.
	await sql`select setval(pg_get_serial_sequence(${`${schema}.${table.name}`}, ${table.counted}),
		greatest(${await lastNumber(from, table)}, 1), ${(await lastNumber(from, table)) > 0})`.execute(
		to,
	);
}

/** The last number that SQLite gave out, also to rows that are no more. */
async function lastNumber(from: Kysely<Database>, { name }: TargetTable): Promise<number> {
	const { rows } = await sql<{
		seq: number;
	}>`select seq from sqlite_sequence where name = ${name}`.execute(from);
	return rows[0]?.seq ?? 0;
}

async function* portions(
	db: Kysely<Database>,
	{ name }: TargetTable,
): AsyncGenerator<readonly Row[]> {
	let after = -1;
	for (;;) {
		const { rows } = await sql<Row & { row_number: number }>`select rowid as row_number, *
			from ${sql.id(name)} where rowid > ${after} order by rowid limit ${portion}`.execute(db);
		const last = rows.at(-1);
		if (!last) return;
		after = last.row_number;
		yield rows;
	}
}

/** SQLite keeps flags as 0 and 1, and PostgreSQL wants to be told. */
function asStored(value: unknown, type: string): unknown {
	return type === 'boolean' && value !== null ? Boolean(value) : value;
}

async function compared(
	from: Kysely<Database>,
	to: Kysely<Database>,
	table: TargetTable,
): Promise<MovedTable> {
	const left = newSum(table);
	for await (const rows of portions(from, table)) left.add(rows);
	const right = newSum(table);
	// Rows are read by their place on the disk: nobody else writes there before the transaction ends.
	for (let offset = 0; ; offset += portion) {
		const { rows } = await sql<Row>`select * from ${sql.id(table.name)} order by ctid
			limit ${portion} offset ${offset}`.execute(to);
		if (rows.length === 0) break;
		right.add(rows);
	}
	if (left.text() !== right.text()) throw new Differs(table.name);
	return { name: table.name, rows: left.rows(), hash: left.text().slice(0, 16) };
}

/** A hash over rows in whatever order: the engines sort differently. */
function newSum({ columns }: TargetTable) {
	let sum = 0n;
	let count = 0;
	return {
		add(rows: readonly Row[]): void {
			for (const row of rows) {
				const said = columns.map(({ name, type }) => asSaid(row[name], type));
				const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex');
				sum = BigInt.asUintN(256, sum + BigInt(`0x${hash}`));
				count += 1;
			}
		},
		rows: () => count,
		text: () => `${sum.toString(16).padStart(64, '0')} ${count}`,
	};
}

/** A value as both engines would say it. */
function asSaid(value: unknown, type: string): unknown {
	if (value === null || value === undefined) return null;
	if (type === 'boolean') return Boolean(value);
	// SQLite knows only double precision.
	if (type === 'real') return Math.fround(Number(value));
	if (value instanceof Date) return value.toISOString();
	if (type.startsWith('timestamp')) return new Date(String(value)).toISOString();
	if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
	if (typeof value === 'bigint') return Number(value);
	return value;
}
