import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { announcementRecords } from '../store/announcements.ts';
import { openStore } from '../store/store.ts';
import { noteStore } from '../store/store-note.ts';
import { contentFolder, dumpFile, listFile } from './backup-parts.ts';
import { backupFaults } from './check-backup.ts';
import { isThere } from './is-there.ts';
import { restorePostgres } from './postgres-dump.ts';

export type Restored =
	| { readonly kind: 'restored' }
	| { readonly kind: 'occupied' }
	/** The backup is of a file where there is a database server, or the other way round. */
	| { readonly kind: 'other-store'; readonly holds: 'file' | 'database' }
	| { readonly kind: 'database-refused'; readonly reason: string }
	| { readonly kind: 'damaged'; readonly faults: readonly string[] };

/**
 * Puts a backup into an empty data folder, after looking whether it is whole. What was being sent when it was made is held:
 * nobody is alerted again unless a publisher says so.
 */
export async function restoreBackup(
	{ dataDir, contentRepo, databaseUrl }: Pick<Config, 'dataDir' | 'contentRepo' | 'databaseUrl'>,
	folder: string,
	now: Date,
): Promise<Restored> {
	const faults = await backupFaults(folder);
	if (faults.length > 0) return { kind: 'damaged', faults };
	await mkdir(dataDir, { recursive: true });
	if ((await readdir(dataDir)).length > 0) return { kind: 'occupied' };
	const holdsDatabase = await isThere(join(folder, dumpFile));
	if (holdsDatabase !== (databaseUrl !== undefined))
		return { kind: 'other-store', holds: holdsDatabase ? 'database' : 'file' };
	const reason = databaseUrl && (await restorePostgres(databaseUrl, join(folder, dumpFile)));
	if (reason) return { kind: 'database-refused', reason };
	await cp(folder, dataDir, { recursive: true });
	await rm(join(dataDir, listFile));
	await rm(join(dataDir, dumpFile), { force: true });
	const content = join(dataDir, contentFolder);
	if (contentRepo !== content) {
		await cp(content, contentRepo, { recursive: true });
		await rm(content, { recursive: true });
	}
	const store = await openStore({ dataDir, databaseUrl });
	await announcementRecords(store.db).holdUnfinished(now);
	await store.close();
	await noteStore({ dataDir, databaseUrl });
	return { kind: 'restored' };
}
