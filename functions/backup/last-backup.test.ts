import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { lastBackup, noteBackup } from './last-backup.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-last-backup-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('whoever watches the portal is told when the last backup was made, and 0 before there was one', async () => {
	const figures = () => createMetrics(() => lastBackup(folder)).text();
	expect(await figures()).toMatch(/^mingbai_backup_timestamp_seconds 0$/m);
	await noteBackup(folder, noon);
	const line = `mingbai_backup_timestamp_seconds ${noon.getTime() / 1000}`;
	expect((await figures()).split('\n')).toContain(line);
});

test('a note that cannot be read is none', async () => {
	await writeFile(join(folder, 'last-backup.json'), 'half a no');
	expect(await lastBackup(folder)).toBeUndefined();
});
