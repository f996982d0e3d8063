import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { alerts } from '../alerts.ts';
import type { Database, Engine } from '../database.ts';
import { openSqlite } from '../sqlite.ts';
import { subscriptionId, subscriptions } from '../subscriptions.ts';
import { migrations } from './all.ts';
import { migrate } from './migrate.ts';

const key = 'notices/n-1/1/issue';
const endpoint = (name: string) => `https://push.example/${name}`;
const folder = mkdtempSync(join(tmpdir(), 'mingbai-migration-'));
let db: Kysely<Database>;

afterEach(async () => {
	await db.destroy();
	rmSync(folder, { recursive: true, force: true });
});

const engines: readonly [Engine, () => Kysely<Database>][] = [
	['sqlite', () => openSqlite(join(folder, 'before.sqlite'))],
	[
		'postgres',
		() => new Kysely<Database>({ dialect: new PGliteDialect({ pglite: () => PGlite.create() }) }),
	],
];

describe.each(engines)('a %s store from before batches were bit masks', (engine, open) => {
	test('keeps its subscriptions, what became of each alert, and who was told', async () => {
		db = open();
		await migrate(db, engine, migrations.slice(0, 14));
		for (const name of ['a', 'b', 'c']) await subscribeBefore(name);
		const batch = ['a', 'left', 'b', 'c'].map((name) => subscriptionId(endpoint(name))).sort();
		await sql`insert into alerts (key, announcement, state, cut_after, at, deadline, queued_at)
			values (${key}, ${announcement}, 'sending', ${batch.at(-1)}, 1, 2, 1)`.execute(db);
		const letters: Readonly<Record<string, string>> = { a: 'd', left: 'g', b: 'x', c: '.' };
		const results = batch.map((id) => {
			const name = Object.keys(letters).find((each) => subscriptionId(endpoint(each)) === id);
			return letters[name ?? ''];
		});
		await sql`insert into alert_batches (alert_key, number, subscriptions, results, state, due_at, attempts, origin, first_id, last_id)
			values (${key}, 1, ${JSON.stringify(batch)}, ${results.join('')}, 'due', 1, 1, 'https://push.example', ${batch[0]}, ${batch.at(-1)})`.execute(
			db,
		);

		await migrate(db, engine);

		const all = await subscriptions(db).after(0, 9);
		expect(all.map((each) => each.endpoint).sort()).toEqual(['a', 'b', 'c'].map(endpoint));
		const ledger = alerts(db, engine);
		expect(await ledger.counts(key)).toMatchObject({
			total: 4,
			pending: 1,
			delivered: 1,
			gone: 1,
			expired: 1,
		});
		const told = await ledger.told(['n-1'], { after: 0, upTo: 99 });
		const names = all.filter(({ seq }) => told.has(seq)).map((each) => each.endpoint);
		expect(names.sort()).toEqual(['a', 'c'].map(endpoint));
		expect(await ledger.claim(new Date(10), new Date(20))).toMatchObject({
			origin: 'https://push.example',
		});
	});
});

const announcement = JSON.stringify({
	collection: 'notices',
	ref: 'n-1',
	revision: 1,
	kind: 'issue',
	status: 'actual',
	areas: [],
	topics: [],
	sent: '2026-03-14T12:00:00+08:00',
	current: true,
	texts: {},
});

async function subscribeBefore(name: string): Promise<void> {
	await sql`insert into subscriptions (id, endpoint, p256dh, auth, origin, language, topics, areas, created_at, least_severity)
		values (${subscriptionId(endpoint(name))}, ${endpoint(name)}, 'p', 'a', 'https://push.example', 'zh-CN', '', '', 1, 0)`.execute(
		db,
	);
}
