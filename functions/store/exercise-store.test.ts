import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { storeAreas } from './areas.ts';
import type { Database } from './database.ts';
import { deleteExerciseStore, hasExerciseStore, openExerciseStore } from './exercise-store.ts';
import { migrations } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import { openStore } from './store.ts';

let dataDir = '';
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'mingbai-exercise-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const item = { id: 'dam', claim: '水库垮了', state: 'unstarted', harm: 3, spread: 3 } as const;

test('what is reported in an exercise is in a store of its own, and gone with it', async () => {
	const place = { dataDir, databaseUrl: undefined };
	const store = await openStore(place);
	expect(await hasExerciseStore(place)).toBe(false);
	const exercise = await openExerciseStore(place);
	await storeAreas(exercise).items.add({ ...item, firstSeenAt: noon });
	expect(await storeAreas(store).items.list(9)).toEqual([]);
	await exercise.close();
	expect(await hasExerciseStore(place)).toBe(true);
	await deleteExerciseStore(place);
	expect(await hasExerciseStore(place)).toBe(false);
	const next = await openExerciseStore(place);
	expect(await storeAreas(next).items.list(9)).toEqual([]);
	await Promise.all([next.close(), store.close()]);
});

test('on a database server it is a schema of its own, with all the tables', async () => {
	const db = new Kysely<Database>({
		dialect: new PGliteDialect({ pglite: () => PGlite.create() }),
	});
	const areas = storeAreas({ db, engine: 'postgres', close: async () => undefined });
	await migrate(db, 'postgres');
	await sql`create schema exercise`.execute(db);
	await sql`set search_path to exercise`.execute(db);
	expect(await migrate(db, 'postgres', migrations, 'exercise')).toHaveLength(migrations.length);
	await areas.items.add({ ...item, firstSeenAt: noon });
	expect(await areas.items.list(9)).toHaveLength(1);
	await sql`set search_path to public`.execute(db);
	expect(await areas.items.list(9)).toEqual([]);
	await db.destroy();
});
