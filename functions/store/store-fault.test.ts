import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { onServer, StoreFailed, storeFaultOf } from './store-fault.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-fault-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('what is wrong with the store', () => {
	test.each([
		['ENOSPC', 'disk-full'],
		['EROFS', 'read-only'],
		['EIO', 'io-error'],
		['57P03', 'unreachable'],
		['53100', 'disk-full'],
		['28P01', 'refused'],
		['3D000', 'refused'],
		['XX001', 'damaged'],
	])('is known by the code %s: %s', (code, fault) => {
		expect(storeFaultOf(withCode(code))).toBe(fault);
	});

	test('is known through whatever was thrown because of it', () => {
		const cause = new AggregateError([new Error('other'), withCode('ENOSPC')]);
		expect(storeFaultOf(new Error('no migration', { cause }))).toBe('disk-full');
	});

	test('is nothing where something else failed', () => {
		expect(storeFaultOf(withCode('ECONNREFUSED'))).toBeUndefined();
		expect(storeFaultOf(new TypeError('undefined is not a function'))).toBeUndefined();
		expect(storeFaultOf('no error')).toBeUndefined();
	});

	test('is told of SQLite’s own errors: a file that is no database is damaged', () => {
		const file = join(folder, 'none.sqlite');
		writeFileSync(file, 'this is no database, but long enough to be looked at as one'.repeat(20));
		expect(faultOf(() => new DatabaseSync(file).exec('select * from sqlite_master'))).toBe(
			'damaged',
		);
	});

	test('is told of SQLite’s own errors: a store that grows beyond its room is a full disk', async () => {
		const db = openSqlite(join(folder, 'full.sqlite'));
		const limited = new DatabaseSync(join(folder, 'limited.sqlite'));
		limited.exec('create table t (x); pragma max_page_count = 2');
		expect(faultOf(() => limited.exec(`insert into t values (zeroblob(100000))`))).toBe(
			'disk-full',
		);
		limited.close();
		await db.destroy();
	});
});

test('a database server that does not answer is unreachable, and nothing else that does not answer is', async () => {
	const db = openPostgres('postgres://nobody@127.0.0.1:1/none');
	await expect(db.selectFrom('releases').selectAll().execute()).rejects.toBeInstanceOf(StoreFailed);
	await db.destroy();
	await expect(onServer(() => Promise.reject(new TypeError('bug')))).rejects.toBeInstanceOf(
		TypeError,
	);
});

function faultOf(work: () => void): string | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		return storeFaultOf(error);
	}
}
