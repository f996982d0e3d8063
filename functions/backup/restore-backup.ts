import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { announcementRecords } from '../store/announcements.ts';
import { openStore } from '../store/store.ts';
import { contentFolder, listFile } from './backup-parts.ts';
import { backupFaults } from './check-backup.ts';

export type Restored =
	| { readonly kind: 'restored' }
	| { readonly kind: 'occupied' }
	| { readonly kind: 'damaged'; readonly faults: readonly string[] };

/**
 * Puts a backup into an empty data folder, after looking whether it is whole. What was being sent when it was made is held:
 * nobody is alerted again unless a publisher says so.
 */
export async function restoreBackup(
	{ dataDir, contentRepo }: Pick<Config, 'dataDir' | 'contentRepo'>,
	folder: string,
	now: Date,
): Promise<Restored> {
	const faults = await backupFaults(folder);
	if (faults.length > 0) return { kind: 'damaged', faults };
	await mkdir(dataDir, { recursive: true });
	if ((await readdir(dataDir)).length > 0) return { kind: 'occupied' };
	await cp(folder, dataDir, { recursive: true });
	await rm(join(dataDir, listFile));
	const content = join(dataDir, contentFolder);
	if (contentRepo !== content) {
		await cp(content, contentRepo, { recursive: true });
		await rm(content, { recursive: true });
	}
	const store = await openStore({ dataDir, databaseUrl: undefined });
	await announcementRecords(store.db).holdUnfinished(now);
	await store.close();
	return { kind: 'restored' };
}
