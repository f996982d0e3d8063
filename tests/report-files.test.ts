import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reports } from '../functions/store/reports.ts';
import { openStore } from '../functions/store/store.ts';
import { itemOfResponse } from '../src/domain/report.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';

let portal: PortalProcess;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-reports-'));
	portal = await startPreparedPortal();
	await portal.stop();
});

afterAll(async () => {
	await portal?.remove();
	await rm(folder, { recursive: true });
});

/** Runs the command as an operator does, on the portal's data folder. */
async function imported(table: string) {
	const file = join(folder, 'reports.csv');
	await writeFile(file, table);
	const child = spawn(process.execPath, ['functions/cli.ts', 'reports', 'import', file], {
		env: { ...process.env, DATA_DIR: portal.dataDir, SITE_URL: portal.url },
	});
	const code = new Promise<number | null>((resolve) => child.once('close', resolve));
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	return { code: await code, stdout, stderr };
}

test('what is published already is answered at once, and what is not waits', async () => {
	const table = ['content', '“吃大蒜能防X型病毒”是真的吗', '吃大蒜能防被骗'].join('\n');
	expect(await imported(table)).toMatchObject({
		code: 0,
		stdout: expect.stringContaining('2 were added'),
	});
	const store = await openStore({ dataDir: portal.dataDir, databaseUrl: undefined });
	const { ofItem, waiting } = reports(store.db);
	const answered = await ofItem(itemOfResponse('garlic-liquor-vinegar'));
	const others = await waiting(100);
	await store.close();
	expect(answered.map(({ content }) => content)).toContain('“吃大蒜能防X型病毒”是真的吗');
	expect(others.map(({ content }) => content)).toContain('吃大蒜能防被骗');
});
