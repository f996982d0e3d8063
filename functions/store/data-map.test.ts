import { type Kysely, type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { eachStore, freshSqlite } from '../../tests/stores.ts';
import { retentionJobs } from '../jobs/retention-jobs.ts';
import { storeAreas } from './areas.ts';
import { dataMap } from './data-map.ts';
import type { Database, Engine } from './database.ts';

const store = freshSqlite();

const fields: Readonly<Record<Engine, RawBuilder<{ table: string; field: string }>>> = {
	sqlite: sql`select m.name as "table", c.name as field from sqlite_master m, pragma_table_info(m.name) c
		where m.type = 'table' and m.name not like 'kysely%' and m.name not like 'sqlite%'`,
	postgres: sql`select table_name as "table", column_name as field from information_schema.columns
		where table_schema not in ('information_schema', 'pg_catalog') and table_name not like 'kysely%'`,
};

async function fieldsByTable(db: Kysely<Database>, engine: Engine) {
	const { rows } = await fields[engine].execute(db);
	const byTable = Map.groupBy(rows, ({ table }) => table);
	return Object.fromEntries(
		[...byTable].map(([table, all]) => [table, all.map(({ field }) => field).sort()]),
	);
}

eachStore((each) => {
	test('says of every stored field what it is for, and of none that is not there', async () => {
		const mapped = Object.entries(dataMap).map(([table, { personal, other }]) => [
			table,
			[...personal, ...other].sort(),
		]);
		const { db, engine } = each();
		expect(Object.fromEntries(mapped)).toEqual(await fieldsByTable(db, engine));
	});
});

test('says of every table why and for how long', () => {
	for (const { purpose, kept } of Object.values(dataMap)) {
		expect(purpose).toMatch(/\S/);
		expect(kept).toMatch(/\S/);
	}
});

test('names for every table that has a period a job that deletes it', () => {
	const jobs = retentionJobs({
		areas: storeAreas(store()),
		config: { dataDir: '' },
		matcher: { refresh: async () => undefined },
		now: () => noon,
	}).map(({ name }) => name);
	const period = /\d|\byears?\b|\bminutes\b|\bmonths?\b|by itself/;
	for (const [table, { kept, endedBy }] of Object.entries(dataMap)) {
		if (period.test(kept)) expect(endedBy, table).toBeDefined();
		if (endedBy !== undefined) expect(jobs, table).toContain(endedBy);
	}
});

test('keeps no network address, browser or name of a resident', () => {
	const tables = [
		'reports',
		'subscriptions',
		'receipt_watches',
		'page_gaps',
		'village_ticks',
	] as const;
	for (const table of tables)
		expect(dataMap[table].personal.join(' ')).not.toMatch(
			/\b(?:ip|address|user_?agent|name|phone)/i,
		);
});
