import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import { lockDataFolder } from './data-folder.ts';
import type { Database, Engine } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** What the portal remembers beside content. */
export interface Store {
	readonly db: Kysely<Database>;
	readonly engine: Engine;
	close(): Promise<void>;
}

/** Opens the store that the configuration names, with its schema up to date. Throws `DataFolderInUse`. */
export async function openStore(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Store> {
	if (config.databaseUrl) {
		const db = openPostgres(config.databaseUrl);
		return migrated({ db, engine: 'postgres', close: () => db.destroy() });
	}
	const unlock = lockDataFolder(config.dataDir);
	const db = openSqlite(join(config.dataDir, 'mingbai.sqlite'));
	const close = async () => {
		await db.destroy();
		unlock();
	};
	return migrated({ db, engine: 'sqlite', close });
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
