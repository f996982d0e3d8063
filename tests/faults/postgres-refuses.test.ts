import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, runPortal } from '../portal-process.ts';
import { aCounty, type County, readingOnly, serving } from './county.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';
import { brokenPages, sendReport } from './residents.ts';

const server: PostgresServer | undefined = await startPostgresServer();
if (!server) process.stderr.write('PostgreSQL is not installed: its refusals are left out.\n');

describe.skipIf(!server)('a county whose PostgreSQL does not let it in', () => {
	let county: County;

	beforeAll(async () => {
		await onServer("create role county login password 'first'");
		await onServer('create database county owner county');
		const [{ hba_file: file } = { hba_file: '' }] = await onServer('show hba_file');
		const rules = await readFile(file, 'utf8');
		await writeFile(file, `host all county all scram-sha-256\n${rules}`);
		await onServer('select pg_reload_conf()');
		county = await aCounty({ env: { DATABASE_URL: urlWith('first') } });
	});

	afterAll(async () => {
		await county?.remove();
		server?.remove();
	});

	const urlWith = (password: string, database = 'county') => {
		const url = new URL(server?.url ?? '');
		return Object.assign(url, { username: 'county', password, pathname: `/${database}` }).href;
	};

	async function setPassword(password: string): Promise<void> {
		await onServer(`alter role county password '${password}'`);
		await onServer(
			"select pg_terminate_backend(pid) from pg_stat_activity where usename = 'county'",
		);
	}

	const health = async () =>
		((await (await fetch(`${county.url}/api/health`)).json()) as { store: string }).store;

	test('since its password was changed says so once, goes on being read, and goes on by itself when it is let in', async () => {
		const portal = await county.start();
		await setPassword('second');
		await expect.poll(health).toBe('refused');
		await setTimeout(5_000);
		expect(await brokenPages(county.url)).toEqual([]);
		expect(await sendReport(county.url, 'early')).toMatchObject({ status: 503 });
		const told = portal.output().match(/"the store fails"/g);
		expect(told).toHaveLength(1);
		expect(portal.output()).not.toMatch(/object Object|wakes are not heard/);
		await setPassword('first');
		await expect.poll(health).toBe('ok');
		expect(await sendReport(county.url, 'late')).toHaveProperty('receipt');
		await portal.end('SIGTERM');
	});

	test('at its start shows what was released, names DATABASE_URL without the password, and opens by itself', async () => {
		await setPassword('second');
		const portal = county.run();
		await portal.waitForOutput(readingOnly);
		await portal.waitForOutput(/^DATABASE_URL has a password .* user county/m);
		expect(await health()).toBe('refused');
		expect(await brokenPages(county.url)).toEqual([]);
		expect(portal.output()).not.toContain('first');
		await setPassword('first');
		await portal.waitForOutput(serving);
		expect(await health()).toBe('ok');
		await portal.end('SIGTERM');
	});

	test('and that has released nothing ends with a line that names DATABASE_URL', async () => {
		const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-refused-'));
		const env = { DATA_DIR: dataDir, PORT: String(await freePort()) };
		const portal = runPortal({ env: { ...env, DATABASE_URL: urlWith('first', 'nowhere') } });
		expect(await portal.ended).toBe(1);
		expect(portal.output()).toContain('DATABASE_URL names the database nowhere, which is not at');
		expect(portal.output()).not.toMatch(/^\s+at /m);
		await rm(dataDir, { recursive: true });
	});

	test('is told of by a command in one line', async () => {
		const command = [process.execPath, 'functions/cli.ts', 'readiness'] as const;
		const env = { DATA_DIR: county.dataDir, DATABASE_URL: urlWith('other') };
		const run = runPortal({ env, command });
		expect(await run.ended).toBe(1);
		expect(run.output()).toMatch(/^DATABASE_URL has a password .*\n$/);
	});
});

async function onServer(statement: string): Promise<{ readonly hba_file: string }[]> {
	const client = new pg.Client({ connectionString: server?.url });
	await client.connect();
	try {
		return (await client.query(statement)).rows;
	} finally {
		await client.end();
	}
}
