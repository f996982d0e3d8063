import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import { DataFolderInUse, lockDataFolder } from './data-folder.ts';
import type { Database, Engine } from './database.ts';
import { isUpToDate, migrate } from './migrations/migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** What the portal remembers beside content. */
export interface Store {
	readonly db: Kysely<Database>;
	readonly engine: Engine;
	close(): Promise<void>;
}

/** The file of the embedded store; none where there is a database server. */
export function embeddedFile({
	dataDir,
	databaseUrl,
}: Pick<Config, 'dataDir' | 'databaseUrl'>): string | undefined {
	return databaseUrl ? undefined : join(dataDir, 'mingbai.sqlite');
}

/** Opens the store that the configuration names, with its schema up to date. `beforeFile` is done when the data folder is ours. Throws `DataFolderInUse`. */
export async function openStore(
	config: Pick<Config, 'dataDir' | 'databaseUrl'>,
	beforeFile: (file: string) => Promise<void> = async () => undefined,
): Promise<Store> {
	if (config.databaseUrl) {
		const db = openPostgres(config.databaseUrl);
		return migrated({ db, engine: 'postgres', close: () => db.destroy() });
	}
	const unlock = lockDataFolder(config.dataDir);
	try {
		const file = join(config.dataDir, 'mingbai.sqlite');
		await beforeFile(file);
		const db = openSqlite(file);
		const close = async () => {
			await db.destroy();
			unlock();
		};
		return await migrated({ db, engine: 'sqlite', close });
	} catch (error) {
		unlock();
		throw error;
	}
}

/**
 * Opens the store for a command that the portal may run beside; the embedded one allows several at once for short changes.
 * Throws when the portal that runs is of another version.
 */
export async function openStoreBeside(
	config: Pick<Config, 'dataDir' | 'databaseUrl'>,
): Promise<Store> {
	try {
		return await openStore(config);
	} catch (error) {
		if (!(error instanceof DataFolderInUse)) throw error;
	}
	const db = openSqlite(join(config.dataDir, 'mingbai.sqlite'));
	const store: Store = { db, engine: 'sqlite', close: () => db.destroy() };
	if (await isUpToDate(db)) return store;
	await store.close();
	throw new Error(
		'The portal that runs is of another version than this command. Please restart it first.',
	);
}

async function migrated(store: Store): Promise<Store> {
	try {
		await migrate(store.db, store.engine);
		return store;
	} catch (error) {
		await store.close();
		throw error;
	}
}
