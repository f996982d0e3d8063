import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBackup, type Backup } from '../../tests/a-backup.ts';
import { backupFaults } from './check-backup.ts';

let backup: Backup;
beforeAll(async () => {
	backup = await aBackup();
});
afterAll(() => backup.remove());

test('a backup that is looked at stays as it is, and is whole until somebody puts a file beside the others', async () => {
	expect(await backupFaults(backup.folder)).toEqual([]);
	expect(await backupFaults(backup.folder)).toEqual([]);
	await writeFile(join(backup.folder, 'mingbai.sqlite-wal'), 'what was never committed');
	expect(await backupFaults(backup.folder)).toEqual([
		'mingbai.sqlite-wal was added since the backup was made: take it away, or use another backup.',
	]);
});
