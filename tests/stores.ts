import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, type RawBuilder, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { Database } from '../functions/store/database.ts';
import { migrate } from '../functions/store/migrations/migrate.ts';
import { openPostgres } from '../functions/store/postgres.ts';
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
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'mingbai-store-'));
		store = await openStore({ dataDir: folder, databaseUrl: undefined });
	});
	afterEach(async () => {
		await store?.close();
		rmSync(folder, { recursive: true });
	});
	return () => opened(store);
}

interface Opening {
	readonly db: Kysely<Database>;
	readonly remove: () => Promise<void>;
}

/** Starting an engine takes a second, so the tests of a file share one and each begins with an empty schema. */
function freshSchema(open: () => Promise<Opening>): () => Store {
	let opening: Opening | undefined;
	beforeAll(async () => {
		opening = await open();
	});
	beforeEach(async () => {
		const { db } = opened(opening);
		await sql`drop schema public cascade`.execute(db);
		await sql`create schema public`.execute(db);
		await migrate(db, 'postgres');
	});
	afterAll(async () => {
		await opening?.db.destroy();
		await opening?.remove();
	});
	return () => ({ db: opened(opening).db, engine: 'postgres', close: async () => undefined });
}

async function openPGlite(): Promise<Opening> {
	const dialect = new PGliteDialect({ pglite: () => PGlite.create() });
	return { db: new Kysely<Database>({ dialect }), remove: async () => undefined };
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
