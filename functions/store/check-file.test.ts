import { mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFile } from './check-file.ts';

let folder: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-check-'));
	file = join(folder, 'store.sqlite');
	const database = new DatabaseSync(file);
	database.exec(
		'create table t (id integer primary key, name text); create index by_name on t (name)',
	);
	const insert = database.prepare('insert into t (name) values (?)');
	for (let each = 0; each < 2_000; each += 1) insert.run(`name ${each} `.repeat(10));
	database.close();
});

afterEach(() => rmSync(folder, { recursive: true }));

function query(sql: string): unknown {
	const database = new DatabaseSync(file);
	const row = database.prepare(sql).get();
	database.close();
	return row && Object.values(row)[0];
}

test('a file as SQLite wrote it is whole', () => {
	expect(checkFile(file, 'quick')).toBe('whole');
	expect(checkFile(file, 'thorough')).toBe('whole');
});

test('an index that has lost a row is made again from its table', () => {
	const database = new DatabaseSync(file);
	database.enableDefensive?.(false);
	database.exec('pragma writable_schema = on');
	database.exec(
		"update sqlite_master set sql = 'create index by_name on t (name) where id > 5' where name = 'by_name'",
	);
	database.close();
	const partial = new DatabaseSync(file);
	partial.enableDefensive?.(false);
	partial.exec("insert into t (id, name) values (-1, 'not in the index')");
	partial.exec('pragma writable_schema = on');
	partial.exec(
		"update sqlite_master set sql = 'create index by_name on t (name)' where name = 'by_name'",
	);
	partial.close();
	expect(checkFile(file, 'thorough')).toBe('mended');
	expect(checkFile(file, 'thorough')).toBe('whole');
	expect(query("select id from t where name = 'not in the index'")).toBe(-1);
});

test('a table that is damaged is told, and the file is left as it is', () => {
	const pageSize = Number(query('pragma page_size'));
	const root = Number(query("select rootpage from sqlite_master where name = 't'"));
	const descriptor = openSync(file, 'r+');
	writeSync(descriptor, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (root - 1) * pageSize);
	const before = readFileSync(file);
	expect(checkFile(file, 'quick')).toBe('damaged');
	expect(readFileSync(file).equals(before)).toBe(true);
	expect(statSync(file).size).toBe(before.length);
});
