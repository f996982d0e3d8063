import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Config } from '../config.ts';
import {
	backedUpFiles,
	backedUpFolders,
	contentFolder,
	exerciseFile,
	listFile,
	storeFile,
} from './backup-parts.ts';
import { listFiles } from './list-files.ts';

export type BackupMade =
	| { readonly kind: 'made'; readonly files: number }
	| { readonly kind: 'not-empty' }
	| { readonly kind: 'nothing-there' };

/**
 * Copies what a portal keeps into an empty folder, while it runs or while it is stopped. The store first and content after:
 * a store that is older than its content is what a restore knows how to deal with (decision 004).
 */
export async function makeBackup(
	{ dataDir, contentRepo }: Pick<Config, 'dataDir' | 'contentRepo'>,
	folder: string,
	now: Date,
): Promise<BackupMade> {
	if (!(await isThere(join(dataDir, storeFile)))) return { kind: 'nothing-there' };
	await mkdir(folder, { recursive: true, mode: 0o700 });
	if ((await readdir(folder)).length > 0) return { kind: 'not-empty' };
	for (const name of [storeFile, exerciseFile])
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

function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
