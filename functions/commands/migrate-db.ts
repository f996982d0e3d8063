import type { Config } from '../config.ts';
import { DataFolderInUse } from '../store/data-folder.ts';
import { type Move, moveStore } from '../store/move-store.ts';
import { embeddedFile, openStore } from '../store/store.ts';

/** `migrate-db`: copies the embedded store into the empty PostgreSQL of `DATABASE_URL`, while the portal is stopped. Gives the exit code. */
export async function migrateDatabase(config: Config): Promise<number> {
	const { dataDir, databaseUrl } = config;
	if (!databaseUrl)
		return refuse('Say where to: set DATABASE_URL to an empty PostgreSQL database.');
	// Its lock keeps the portal from starting on it meanwhile.
	const from = await openStore({ dataDir, databaseUrl: undefined }).catch((error: unknown) => {
		if (error instanceof DataFolderInUse) return undefined;
		throw error;
	});
	if (!from) return refuse('The portal is running. Stop it first: what it keeps must stand still.');
	try {
		const to = await openStore({ dataDir, databaseUrl });
		try {
			return say(
				await moveStore(from.db, to.db),
				embeddedFile({ dataDir, databaseUrl: undefined }),
			);
		} finally {
			await to.close();
		}
	} finally {
		await from.close();
	}
}

function say(move: Move, file = ''): number {
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
