import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { migrations } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** The schema of exercises on a database server, beside the one of real life. */
export const exerciseSchema = 'exercise';

/**
 * Opens the store of what residents report in exercises. It has the same tables as the store of real life and shares none
 * with it, so that no question about the ones is ever answered with the others.
 */
export async function openExerciseStore({ dataDir, databaseUrl }: Place): Promise<Store> {
	const db = databaseUrl
		? openPostgres(databaseUrl, undefined, exerciseSchema)
		: openSqlite(fileIn(dataDir));
	const engine = databaseUrl ? 'postgres' : 'sqlite';
	try {
		if (databaseUrl) await sql`create schema if not exists ${sql.id(exerciseSchema)}`.execute(db);
		await migrate(db, engine, migrations, databaseUrl && exerciseSchema);
	} catch (error) {
		await db.destroy();
		throw error;
	}
	return { db, engine, close: () => db.destroy() };
}

/** Deletes a store of exercises with everything in it; it is closed by then. */
export async function deleteExerciseStore({ dataDir, databaseUrl }: Place): Promise<void> {
	if (!databaseUrl) {
		for (const end of ['', '-wal', '-shm']) await rm(`${fileIn(dataDir)}${end}`, { force: true });
		return;
	}
	const db = openPostgres(databaseUrl);
	await sql`drop schema if exists ${sql.id(exerciseSchema)} cascade`.execute(db);
	await db.destroy();
}

/** Whether there is one, so that nothing is made by looking. */
export async function hasExerciseStore({ dataDir, databaseUrl }: Place): Promise<boolean> {
	if (!databaseUrl)
		return stat(fileIn(dataDir)).then(
			() => true,
			() => false,
		);
	const db = openPostgres(databaseUrl);
	const found =
		await sql`select 1 from information_schema.schemata where schema_name = ${exerciseSchema}`.execute(
			db,
		);
	await db.destroy();
	return found.rows.length > 0;
}

function fileIn(dataDir: string): string {
	return join(dataDir, 'exercise.sqlite');
}
