import { chmod, cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Config } from '../config.ts';
import { folderFault } from '../folder-fault.ts';
import {
	backedUpFiles,
	backedUpFolders,
	contentFolder,
	dumpFile,
	exerciseFile,
	listFile,
	storeFile,
} from './backup-parts.ts';
import { isThere } from './is-there.ts';
import { listFiles } from './list-files.ts';
import { dumpPostgres } from './postgres-dump.ts';

export type BackupMade =
	| { readonly kind: 'made'; readonly files: number }
	| { readonly kind: 'not-empty' }
	/** It is in the folder that is copied, and would be lost with it. */
	| { readonly kind: 'inside' }
	| { readonly kind: 'unusable'; readonly reason: string }
	| { readonly kind: 'nothing-there' }
	| { readonly kind: 'not-dumped'; readonly reason: string };

/**
 * Copies what a portal keeps into an empty folder, while it runs or while it is stopped. The store first and content after:
 * a store that is older than its content is what a restore knows how to deal with (decision 004).
 */
export async function makeBackup(
	{ dataDir, contentRepo, databaseUrl }: Pick<Config, 'dataDir' | 'contentRepo' | 'databaseUrl'>,
	folder: string,
	now: Date,
): Promise<BackupMade> {
	if (!(await isThere(databaseUrl ? contentRepo : join(dataDir, storeFile))))
		return { kind: 'nothing-there' };
	const way = relative(resolve(dataDir), resolve(folder));
	if (!way.startsWith('..')) return { kind: 'inside' };
	const isNew = !(await isThere(folder));
	const fault = await folderFault(folder, true);
	if (fault) return { kind: 'unusable', reason: fault };
	if (isNew) await chmod(folder, 0o700);
	if ((await readdir(folder)).length > 0) return { kind: 'not-empty' };
	const reason = databaseUrl && (await dumpPostgres(databaseUrl, join(folder, dumpFile)));
	if (reason) {
		// Half a copy would keep the next one out of the folder.
		await rm(join(folder, dumpFile), { force: true });
		return { kind: 'not-dumped', reason };
	}
	// Where there is a database server, a file is what was moved there.
	for (const name of databaseUrl ? [] : [storeFile, exerciseFile])
		if (await isThere(join(dataDir, name)))
			await copyStore(join(dataDir, name), join(folder, name));
	await cp(contentRepo, join(folder, contentFolder), {
		recursive: true,
		filter: (source) => !source.endsWith('.lock') && !source.endsWith('.partial'),
	});
	for (const name of [...backedUpFiles, ...backedUpFolders])
		if (await isThere(join(dataDir, name)))
			await cp(join(dataDir, name), join(folder, name), { recursive: true });
	const files = await listFiles(folder);
	const list = { madeAt: now.toISOString(), files };
	await writeFile(join(folder, listFile), `${JSON.stringify(list, null, '\t')}\n`, { mode: 0o600 });
	return { kind: 'made', files: Object.keys(files).length };
}

/** SQLite's own online backup: one state of the store, whatever is written meanwhile. */
async function copyStore(from: string, to: string): Promise<void> {
	const source = new DatabaseSync(from, { readOnly: true });
	try {
		await backup(source, to);
	} finally {
		source.close();
	}
}
