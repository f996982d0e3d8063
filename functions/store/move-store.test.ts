import { type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { freshPGlite, freshSqlite } from '../../tests/stores.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import { moveStore } from './move-store.ts';
import { targetTables } from './target-tables.ts';

const embedded = freshSqlite();
const server = freshPGlite();

interface Column {
	readonly name: string;
	readonly type: string;
	readonly pk: number;
	readonly notnull: number;
}

/** What is hard to carry over, by the type of the column. */
function valueFor({ name, type, notnull, pk }: Column, row: number): unknown {
	if (!notnull && !pk && row === 1) return null;
	if (/date/i.test(type)) return new Date(Date.UTC(2026, 1, row, 23, 59, 59, 999)).toISOString();
	if (/blob/i.test(type)) return new Uint8Array([0, 255, row, 39, 92]);
	if (/bigint/i.test(type)) return Date.UTC(2026, 0, 1) + row;
	if (/int/i.test(type))
		return /^(?:emailVerified|banned|twoFactorEnabled|verified)$/.test(name) ? row % 2 : row;
	if (/real/i.test(type)) return (row + 1) / 3;
	return `${name} ${row}: 县’"\\ \n\t😷 ${row === 0 ? '' : '𠮷'}`;
}

/** Three rows in every table, children referring to parents. */
async function fill(db: Kysely<Database>, tables: readonly string[]): Promise<void> {
	for (const table of tables) {
		const { rows: columns } = await sql<Column>`select * from pragma_table_info(${table})`.execute(
			db,
		);
		const { rows: parents } = await sql<{ from: string; table: string; to: string }>`
			select "from", "table", "to" from pragma_foreign_key_list(${table})`.execute(db);
		await sql`delete from ${sql.id(table)}`.execute(db);
		for (const row of [0, 1, 2]) {
			const own = await Promise.all(
				columns.map(async (column) => {
					const parent = parents.find(({ from }) => from === column.name);
					if (!parent) return valueFor(column, row);
					const found = await sql<{ key: unknown }>`select ${sql.id(parent.to)} as key
						from ${sql.id(parent.table)} limit 1 offset ${row}`.execute(db);
					return found.rows[0]?.key ?? null;
				}),
			);
			const names = sql.join(columns.map(({ name }) => sql.id(name)));
			await sql`insert into ${sql.id(table)} (${names}) values (${sql.join(own)})`.execute(db);
		}
	}
}

async function filled(): Promise<{
	from: Kysely<Database>;
	to: Kysely<Database>;
	names: string[];
}> {
	const from = embedded().db;
	const to = server().db;
	const names = (await targetTables(to)).map(({ name }) => name);
	await fill(from, names);
	return { from, to, names };
}

describe('a county that moves to PostgreSQL', () => {
	test('takes every row of every table along, and each says there what it said', async () => {
		const { from, to, names } = await filled();
		const move = await moveStore(from, to);
		expect(move).toMatchObject({ kind: 'moved' });
		const tables = move.kind === 'moved' ? move.tables : [];
		expect(tables.map(({ name, rows }) => [name, rows])).toEqual(names.map((name) => [name, 3]));
		const left = await from.selectFrom('items').selectAll().orderBy('id').execute();
		const right = await to.selectFrom('items').selectAll().orderBy('id').execute();
		const without = (row: object) => ({ ...row, changed: 0 });
		expect(right.map(without)).toEqual(left.map((row) => without({ ...row })));
	});

	test('takes along what was reported in an exercise, into a schema of its own', async () => {
		const { from, to, names } = await filled();
		await sql`create schema exercise`.execute(to);
		await sql`set search_path to exercise`.execute(to);
		try {
			await migrate(to, 'postgres', migrations, 'exercise');
			const move = await moveStore(from, to, 'exercise');
			const tables = move.kind === 'moved' ? move.tables : [];
			expect(tables.map(({ rows }) => rows)).toEqual(names.map(() => 3));
			const { rows } = await sql<{ next: number; most: number }>`
				select nextval(pg_get_serial_sequence('exercise.subscriptions', 'seq')) as next,
				max(seq) as most from subscriptions`.execute(to);
			expect(Number(rows[0]?.next)).toBe(Number(rows[0]?.most) + 1);
			expect((await sql`select 1 from public.subscriptions`.execute(to)).rows).toEqual([]);
		} finally {
			await sql`set search_path to public`.execute(to);
			await sql`drop schema exercise cascade`.execute(to);
		}
	});

	test('goes on numbering subscriptions where it was', async () => {
		const { from, to } = await filled();
		await moveStore(from, to);
		const { rows } = await sql<{
			most: number;
		}>`select max(seq) as most from subscriptions`.execute(to);
		const { rows: next } = await sql<{ next: number }>`
			select nextval(pg_get_serial_sequence('public.subscriptions', 'seq')) as next`.execute(to);
		expect(Number(next[0]?.next)).toBe(Number(rows[0]?.most) + 1);
	});

	test('changes nothing in a database that holds something', async () => {
		const { from, to } = await filled();
		await moveStore(from, to);
		await sql`delete from reports where id <> (select min(id) from reports)`.execute(to);
		const again = await moveStore(from, to);
		expect(again.kind).toBe('occupied');
		const { rows } = await sql<{ left: number }>`select count(*)::int as left from reports`.execute(
			to,
		);
		expect(rows[0]?.left).toBe(1);
	});

	test('is told which table did not arrive as it left, and nothing stays of the copy', async () => {
		const { from, to } = await filled();
		await sql`create function spoil() returns trigger language plpgsql as
			$$ begin new.claim := 'other'; return new; end $$`.execute(to);
		await sql`create trigger spoil before insert on items for each row execute function spoil()`.execute(
			to,
		);
		expect(await moveStore(from, to)).toEqual({ kind: 'differs', table: 'items' });
		const { rows } = await sql`select 1 from subscriptions`.execute(to);
		expect(rows).toEqual([]);
	});
});
