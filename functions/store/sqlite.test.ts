import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DataFolderInUse, lockDataFolder } from './data-folder.ts';
import { openSqlite } from './sqlite.ts';
import { openStore } from './store.ts';

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openSqlite', () => {
	test.each([
		['journal_mode', 'wal'],
		['synchronous', 2],
		['foreign_keys', 1],
	])('sets %s to %s, so that a commit survives a power cut', async (name, value) => {
		const db = openSqlite(join(folder, 'a.sqlite'));
		const { rows } = await sql.raw(`pragma ${name}`).execute(db);
		await db.destroy();
		expect(Object.values(rows[0] ?? {})).toEqual([value]);
	});

	test('keeps what it holds from everybody but the user of the portal, also what was there before', async () => {
		const file = join(folder, 'a.sqlite');
		writeFileSync(file, '', { mode: 0o644 });
		const db = openSqlite(file);
		await sql`create table t (a)`.execute(db);
		const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
		await db.destroy();
		expect(modes).toEqual([0o600, 0o600, 0o600]);
	});

	test.each([[new Date()], [undefined], [{}]])('refuses to bind %s', async (value) => {
		const db = openSqlite(join(folder, 'a.sqlite'));
		await expect(sql`select ${value}`.execute(db)).rejects.toThrow('cannot store');
		await db.destroy();
	});
});

describe('openStore', () => {
	test('refuses a data folder that is in use', async () => {
		const store = await openStore({ dataDir: folder, databaseUrl: undefined });
		await expect(openStore({ dataDir: folder, databaseUrl: undefined })).rejects.toThrow(
			DataFolderInUse,
		);
		await store.close();
	});

	test('opens a data folder again once it was closed', async () => {
		const opened = await openStore({ dataDir: folder, databaseUrl: undefined });
		await opened.close();
		const again = await openStore({ dataDir: folder, databaseUrl: undefined });
		await again.close();
	});
});

describe('lockDataFolder', () => {
	test('refuses another process with a message that says what to do', () => {
		const unlock = lockDataFolder(folder);
		const other = lockInAnotherProcess();
		unlock();
		expect(other.stderr).toContain('is in use by another process of the portal');
		expect(other.status).not.toBe(0);
	});

	test('lets another process in after one was killed', () => {
		expect(lockInAnotherProcess("process.kill(process.pid, 'SIGKILL');").signal).toBe('SIGKILL');
		lockDataFolder(folder)();
	});
});

function lockInAnotherProcess(then = '') {
	const module = new URL('./data-folder.ts', import.meta.url).href;
	const script = `const { lockDataFolder } = await import(${JSON.stringify(module)});
		lockDataFolder(${JSON.stringify(folder)}); ${then}`;
	return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
}
