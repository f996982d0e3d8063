import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentFolder } from '../functions/backup/backup-parts.ts';
import { makeBackup } from '../functions/backup/make-backup.ts';
import { openRepository } from '../functions/content/repository.ts';
import { seedCounty } from '../functions/content/seed.ts';
import { openStore } from '../functions/store/store.ts';
import { noon, noticeText, settingsText } from './builders.ts';

/** The backup of a small county. */
export interface Backup {
	readonly folder: string;
	remove(): Promise<void>;
}

export async function aBackup(): Promise<Backup> {
	const root = await mkdtemp(join(tmpdir(), 'mingbai-backup-'));
	const dataDir = join(root, 'data');
	const folder = join(root, 'backup');
	await mkdir(join(dataDir, 'media'), { recursive: true });
	await writeFile(join(dataDir, 'auth-secret'), 'the secret of a test');
	await writeFile(join(dataDir, 'media', 'map.png'), 'a picture');
	await (await openStore({ dataDir, databaseUrl: undefined })).close();
	const contentRepo = join(dataDir, contentFolder);
	const files = { 'settings/portal.yml': settingsText(), 'notices/local.zh-CN.md': noticeText() };
	await seedCounty(await openRepository(contentRepo), new Map(Object.entries(files)), noon);
	const made = await makeBackup({ dataDir, contentRepo, databaseUrl: undefined }, folder, noon);
	if (made.kind !== 'made') throw new Error(made.kind);
	return { folder, remove: () => rm(root, { recursive: true }) };
}
