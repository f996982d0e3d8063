import { createHash, randomUUID } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, type RawBuilder, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { Database } from '../functions/store/database.ts';
import { migrate } from '../functions/store/migrations/migrate.ts';
import { openPostgres } from '../functions/store/postgres.ts';
import { storableTexts } from '../functions/store/storable-texts.ts';
import { openStore, type Store } from '../functions/store/store.ts';

/** Runs the same tests on every engine, each on a fresh store: `eachStore((store) => { test(…, () => area(store().db)) })`. */
export function eachStore(tests: (store: () => Store) => void): void {
	describe('on SQLite', () => tests(freshSqlite()));
	describe('on PGlite', () => tests(freshSchema(openPGlite)));
	const { TEST_DATABASE_URL: url } = process.env;
	describe.skipIf(!url)('on PostgreSQL', () => tests(freshSchema(() => openDatabase(url ?? ''))));
}

/** A store on SQLite in a folder of its own for each test, for what does not depend on the engine. */
export function freshSqlite(): () => Store {
	let store: Store | undefined;
	let folder = '';
	let pattern: string | undefined;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'mingbai-store-'));
		if (pattern) cpSync(pattern, folder, { recursive: true });
		store = await openStore({ dataDir: folder, databaseUrl: undefined });
		pattern ??= await copyOfEmpty(store, folder);
	});
	afterEach(async () => {
		await store?.close();
		rmSync(folder, { recursive: true });
	});
	afterAll(() => pattern && rmSync(pattern, { recursive: true }));
	return () => opened(store);
}

/** Making the schema takes longer than most tests, so the first makes it for the others of its file. */
async function copyOfEmpty({ db }: Store, folder: string): Promise<string> {
	const copy = mkdtempSync(join(tmpdir(), 'mingbai-empty-store-'));
	await sql`pragma wal_checkpoint(truncate)`.execute(db);
	cpSync(join(folder, 'mingbai.sqlite'), join(copy, 'mingbai.sqlite'));
	return copy;
}

/** A PostgreSQL in this process, for what only that engine does. */
export function freshPGlite(): () => Store {
	return freshSchema(openPGlite);
}

interface Opening {
	readonly db: Kysely<Database>;
	readonly remove: () => Promise<void>;
}

/** Starting an engine takes a second, so the tests of a file share one and each begins with an empty schema. */
function freshSchema(open: () => Promise<Opening>): () => Store {
	let opening: Opening | undefined;
	let fresh: FreshSchema | undefined;
	beforeAll(async () => {
		opening = await open();
	});
	beforeEach(async () => {
		const { db } = opened(opening);
		if (fresh?.shape === (await shapeOf(db))) await empty(db, fresh.seeds);
		else fresh = await makeSchema(db, fresh === undefined);
	});
	afterAll(async () => {
		await opening?.db.destroy();
		await opening?.remove();
	});
	return () => ({ db: opened(opening).db, engine: 'postgres', close: async () => undefined });
}

/** A schema as the migrations leave it. */
interface FreshSchema {
	readonly shape: string;
	/** The rows that migrations write, as JSON by table. */
	readonly seeds: ReadonlyMap<string, string>;
}

/** `isNew` is an engine in which nobody has changed anything. */
async function makeSchema(db: Kysely<Database>, isNew: boolean): Promise<FreshSchema> {
	if (!isNew) {
		await sql`drop schema public cascade`.execute(db);
		await sql`create schema public`.execute(db);
	}
	await migrate(db, 'postgres');
	const seeds = new Map<string, string>();
	for (const table of await tablesOf(db)) {
		const all = sql<{
			rows: string | null;
		}>`select json_agg(t)::text as rows from ${sql.table(table)} t`;
		const rows = (await all.execute(db)).rows[0]?.rows;
		if (rows) seeds.set(table, rows);
	}
	return { shape: await shapeOf(db), seeds };
}

async function tablesOf(db: Kysely<Database>): Promise<readonly string[]> {
	const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
		where schemaname = 'public' and tablename not like 'kysely%'`.execute(db);
	return rows.map(({ name }) => name);
}

/** Columns and triggers: a test that changed them leaves nothing for the next to build on. */
async function shapeOf(db: Kysely<Database>): Promise<string> {
	const { rows } = await sql<{ shape: string }>`select
		(select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid
			where c.relnamespace = 'public'::regnamespace and not a.attisdropped)
		|| ' ' || (select coalesce(string_agg(tgname::text || tgenabled::text, ' ' order by tgname), '')
			from pg_trigger where not tgisinternal) as shape`.execute(db);
	return rows[0]?.shape ?? '';
}

/** Takes every row away, as fast as there are few, and puts back those that migrations wrote. */
async function empty(db: Kysely<Database>, seeds: FreshSchema['seeds']): Promise<void> {
	const tables = await tablesOf(db);
	await db.transaction().execute(async (transaction) => {
		await sql`set local session_replication_role = replica`.execute(transaction);
		const deletions = tables.map(
			(table) => sql`delete from ${sql.table(table)}`.compile(transaction).sql,
		);
		await sql.raw(`do $$ begin ${deletions.join('; ')}; end $$`).execute(transaction);
		const numbers = await sql<{ name: string }>`select sequencename as name from pg_sequences
			where schemaname = 'public'`.execute(transaction);
		for (const { name } of numbers.rows)
			await sql`alter sequence ${sql.id(name)} restart`.execute(transaction);
		for (const [table, rows] of seeds)
			await sql`insert into ${sql.table(table)}
				select * from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(
				transaction,
			);
	});
}

async function openPGlite(): Promise<Opening> {
	const loadDataDir = new Blob([readFileSync(await preparedFolder())]);
	const dialect = new PGliteDialect({
		pglite: async () => {
			const engine = await PGlite.create({ loadDataDir });
			const query = engine.query.bind(engine);
			// As `openPostgres` has it.
			const storable: typeof engine.query = (text, values, options) =>
				query(text, values && storableTexts(values), options);
			return Object.assign(engine, { query: storable });
		},
	});
	return { db: new Kysely<Database>({ dialect }), remove: async () => undefined };
}

/** An engine that begins with its folder and schema made starts in a third of the time; made once for each set of migrations. */
async function preparedFolder(): Promise<string> {
	const folder = 'functions/store/migrations';
	const hash = createHash('sha256').update(readFileSync('package-lock.json'));
	for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
	const cache = resolve('node_modules/.cache');
	const file = join(cache, `pglite-${hash.digest('hex').slice(0, 16)}.tar`);
	if (existsSync(file)) return file;
	const engine = await PGlite.create();
	await migrate(
		new Kysely<Database>({ dialect: new PGliteDialect({ pglite: engine }) }),
		'postgres',
	);
	const dump = await engine.dumpDataDir('none');
	await engine.close();
	mkdirSync(cache, { recursive: true });
	const own = `${file}.${randomUUID()}`;
	writeFileSync(own, Buffer.from(await dump.arrayBuffer()));
	renameSync(own, file);
	return file;
}

/** Files run side by side, so each has a database of its own. */
async function openDatabase(url: string): Promise<Opening> {
	const { url: own, remove } = await makeDatabase(url);
	return { db: openPostgres(own), remove };
}

/** Makes an empty database on a PostgreSQL server, for processes of their own. */
export async function makeDatabase(
	server: string,
): Promise<{ url: string; remove: () => Promise<void> }> {
	const name = `mingbai_${randomUUID().replaceAll('-', '')}`;
	await onServer(server, sql`create database ${sql.id(name)}`);
	const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
	return { url, remove: () => onServer(server, sql`drop database ${sql.id(name)} with (force)`) };
}

async function onServer(url: string, statement: RawBuilder<unknown>): Promise<void> {
	const db = openPostgres(url);
	await statement.execute(db);
	await db.destroy();
}

function opened<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('the store is open only while a test runs');
	return value;
}
