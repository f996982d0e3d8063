import { isThere } from '../backup/is-there.ts';
import type { Config } from '../config.ts';
import { DataFolderInUse } from '../store/data-folder.ts';
import {
	deleteExerciseStore,
	exerciseSchema,
	hasExerciseStore,
	openExerciseStore,
} from '../store/exercise-store.ts';
import { type Move, moveStore } from '../store/move-store.ts';
import { embeddedFile, openStore } from '../store/store.ts';
import { noteStore } from '../store/store-note.ts';

/** `migrate-db`: copies the embedded store into the empty PostgreSQL of `DATABASE_URL`, while the portal is stopped. Gives the exit code. */
export async function migrateDatabase(config: Config): Promise<number> {
	const { dataDir, databaseUrl } = config;
	if (!databaseUrl)
		return refuse('Say where to: set DATABASE_URL to an empty PostgreSQL database.');
	const file = embeddedFile({ dataDir, databaseUrl: undefined }) ?? '';
	if (!(await isThere(file)))
		return refuse(
			`There is no ${file}: no portal has ever kept a store in this folder. DATA_DIR names the folder of the portal; nothing was changed.`,
		);
	// Its lock keeps the portal from starting on it meanwhile.
	const from = await openStore({ dataDir, databaseUrl: undefined }).catch((error: unknown) => {
		if (error instanceof DataFolderInUse) return undefined;
		throw error;
	});
	if (!from) return refuse('The portal is running. Stop it first: what it keeps must stand still.');
	try {
		const to = await openStore({ dataDir, databaseUrl });
		try {
			const code = say(await moveStore(from.db, to.db), file);
			if (code !== 0) return code;
			// From now on nothing reads the file by mistake.
			await noteStore(config);
			return await moveExercise(dataDir, databaseUrl);
		} finally {
			await to.close();
		}
	} finally {
		await from.close();
	}
}

/** What was reported in the newest exercise goes along, into the schema that it has there. */
async function moveExercise(dataDir: string, databaseUrl: string): Promise<number> {
	const here = { dataDir, databaseUrl: undefined };
	if (!(await hasExerciseStore(here))) return 0;
	const there = { dataDir, databaseUrl };
	// The county came into an empty database just now: an exercise in it is of an earlier attempt.
	await deleteExerciseStore(there);
	const [from, to] = [await openExerciseStore(here), await openExerciseStore(there)];
	try {
		const move = await moveStore(from.db, to.db, exerciseSchema);
		if (move.kind === 'moved') {
			const rows = move.tables.reduce((sum, table) => sum + table.rows, 0);
			process.stdout.write(
				`What was reported in the newest exercise is there as well: ${rows} rows.\n`,
			);
			return 0;
		}
		return refuse(
			`The county is there. What was reported in the newest exercise is not (${move.table}): it stays in exercise.sqlite; the report of the exercise is there.`,
		);
	} finally {
		await Promise.all([from.close(), to.close()]);
	}
}

function say(move: Move, file: string): number {
	if (move.kind === 'occupied')
		return refuse(
			`The database holds something already (in ${move.table}); nothing was changed. Give an empty one.`,
		);
	if (move.kind === 'differs')
		return refuse(`What arrived in ${move.table} is not what left; nothing was changed.`);
	const width = Math.max(...move.tables.map(({ name }) => name.length));
	const lines = move.tables.map(
		({ name, rows, hash }) => `${name.padEnd(width)} ${String(rows).padStart(9)}  ${hash}`,
	);
	process.stdout.write(
		`${lines.join('\n')}\nAll rows are there, and say the same. Start the portal with DATABASE_URL from now on, and keep ${file} until you trust it.\n`,
	);
	return 0;
}

function refuse(reason: string): number {
	process.stderr.write(`${reason}\n`);
	return 1;
}
