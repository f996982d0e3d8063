import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepository } from '../functions/content/repository.ts';
import { noticeText } from './builders.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';

let portal: PortalProcess;
const copyOf = (dataDir: string) => `${dataDir}-copy`;

beforeAll(async () => {
	// The search index of the first release is not there yet when that is copied, which is no fault.
	const RELEASE_COMMAND = 'mkdir -p "$1-copy"; cp -a "$1/search" "$1-copy"; exit 0';
	portal = await startPreparedPortal({ env: { RELEASE_COMMAND } });
});

afterAll(async () => {
	await portal?.remove();
	await rm(copyOf(portal.dataDir), { recursive: true, force: true });
});

test('a machine that is given a copy after each release gets the search index of the newest one, too', async () => {
	const indexIn = (folder: string) =>
		readFile(join(folder, 'search', 'current', '.version'), 'utf8').catch(() => '');
	const before = await indexIn(portal.dataDir);
	await publish('云溪镇明天停水');
	await expect.poll(() => indexIn(portal.dataDir)).not.toBe(before);
	const newest = await indexIn(portal.dataDir);
	await expect.poll(() => indexIn(copyOf(portal.dataDir))).toBe(newest);
});

async function publish(title: string): Promise<void> {
	const repository = await openRepository(join(portal.dataDir, 'content.git'));
	await repository.commit({
		parent: await repository.head(),
		changes: new Map([['notices/water.zh-CN.md', new TextEncoder().encode(noticeText({ title }))]]),
		author: { name: '编辑', email: 'editor@county.example' },
		message: 'Publish',
		at: new Date(),
	});
	const env = { ...process.env, DATA_DIR: portal.dataDir };
	await promisify(execFile)(process.execPath, ['functions/cli.ts', 'resume'], { env });
}
