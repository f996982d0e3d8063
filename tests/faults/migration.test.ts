import { spawn } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database, Engine } from '../../functions/store/database.ts';
import { migrations } from '../../functions/store/migrations/all.ts';
import { isUpToDate, migrate } from '../../functions/store/migrations/migrate.ts';
import { openPostgres } from '../../functions/store/postgres.ts';
import { openSqlite } from '../../functions/store/sqlite.ts';
import { openStore } from '../../functions/store/store.ts';
import { makeDatabase } from '../stores.ts';
import { longest, rounds, seededRandom } from './random.ts';

/** The schema of an early version. */
const early = migrations.slice(0, 9);
const count = 20_000;

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-migration-'));
	const db = openSqlite(join(folder, 'mingbai.sqlite'));
	await fill(db, 'sqlite');
	await db.destroy();
});

afterAll(() => rm(folder, { recursive: true }));

test(
	'killed while it brings a store on SQLite up to date, it begins again, and every row is there',
	async () => {
		const random = seededRandom();
		const before = await contentOf(openSqlite(join(folder, 'mingbai.sqlite')));
		for (let round = 0; round < rounds; round += 1) {
			const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-migration-'));
			await cp(folder, dataDir, { recursive: true });
			const file = join(dataDir, 'mingbai.sqlite');
			await runAndKill([migrating, dataDir], random() * 1_500);
			expect(await stepsOf(openSqlite(file))).toBeOneOf([early.length, migrations.length]);
			const store = await openStore({ dataDir, databaseUrl: undefined });
			expect(await isUpToDate(store.db)).toBe(true);
			await store.close();
			expect(await contentOf(openSqlite(file))).toBe(before);
			await rm(dataDir, { recursive: true });
		}
	},
	longest,
);

const { TEST_DATABASE_URL: server = '' } = process.env;

describe.skipIf(!server)('on PostgreSQL', () => {
	test(
		'killed while it brings a store up to date, it begins again, and every row is there',
		async () => {
			const random = seededRandom();
			for (let round = 0; round < rounds; round += 1) {
				const { url, remove } = await makeDatabase(server);
				const db = openPostgres(url);
				await fill(db, 'postgres');
				const before = await contentOf(db);
				await runAndKill([migrating, folder], random() * 1_500, { DATABASE_URL: url });
				const store = await openStore({ dataDir: folder, databaseUrl: url });
				expect(await isUpToDate(store.db)).toBe(true);
				await store.close();
				expect(await contentOf(openPostgres(url))).toBe(before);
				await remove();
			}
		},
		longest,
	);

	test(
		'killed while it moves a store there, it has moved nothing or all of it, and moves it when it is asked again',
		async () => {
			const random = seededRandom();
			const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-migration-'));
			await cp(folder, dataDir, { recursive: true });
			const file = join(dataDir, 'mingbai.sqlite');
			await (await openStore({ dataDir, databaseUrl: undefined })).close();
			const before = await contentOf(openSqlite(file));
			for (let round = 0; round < rounds; round += 1) {
				const { url, remove } = await makeDatabase(server);
				const env = { DATA_DIR: dataDir, DATABASE_URL: url };
				const move = ['functions/cli.ts', 'migrate-db'];
				await runAndKill(move, 500 + random() * 3_000, env);
				const { code, output } = await run(move, env);
				if (code !== 0) expect(output).toContain('The database holds something already');
				expect(await contentOf(openPostgres(url))).toBe(before);
				expect(await contentOf(openSqlite(file))).toBe(before);
				await remove();
			}
			await rm(dataDir, { recursive: true });
		},
		longest,
	);
});

const migrating = 'tests/faults/migrate-process.ts';

/** Makes a store of an early version with many reports. */
async function fill(db: Kysely<Database>, engine: Engine): Promise<void> {
	await migrate(db, engine, early);
	const portion = 500;
	for (let first = 0; first < count; first += portion) {
		const rows = Array.from({ length: portion }, (_, each) => {
			const number = first + each;
			return sql`(${randomUUID()}, ${`receipt-${number}`}, ${1_770_000_000_000 + number}, 'zh-CN', 'other',
				${`第${number}个人问今晚是不是停水`}, ${`text-${number % 5_000}`}, 0, 'normal', ${1_790_000_000_000})`;
		});
		await sql`insert into reports (id, receipt_hash, received_at, language, channel, content, content_hash, crisis, state, delete_after)
			values ${sql.join(rows)}`.execute(db);
	}
}

/** How many reports there are, and a hash of what they say; closes the store. */
async function contentOf(db: Kysely<Database>): Promise<string> {
	const { rows } = await sql<{
		id: string;
		content: string;
	}>`select id, content from reports`.execute(db);
	await db.destroy();
	const said = rows.map(({ id, content }) => `${id} ${content}`).sort();
	return `${rows.length} ${hash('sha256', said.join('\n'))}`;
}

async function stepsOf(db: Kysely<Database>): Promise<number> {
	const { rows } = await sql<{ n: number }>`select count(*) as n from kysely_migration`.execute(db);
	await db.destroy();
	return Number(rows[0]?.n);
}

function start(args: readonly string[], env: Readonly<Record<string, string>>) {
	return spawn(process.execPath, args, { env: { ...process.env, ...env } });
}

/** Runs a command and kills it so long after it began, in milliseconds. */
async function runAndKill(
	args: readonly string[],
	afterMs: number,
	env: Readonly<Record<string, string>> = {},
): Promise<void> {
	const child = start(args, env);
	const ended = once(child, 'close');
	await Promise.race([setTimeout(afterMs), ended]);
	child.kill('SIGKILL');
	await ended;
}

async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
	const child = start(args, env);
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, output };
}
