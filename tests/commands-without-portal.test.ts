import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../functions/commands/all-commands.ts';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-nothing-'));
});
afterAll(() => rm(folder, { recursive: true }));

const cli = join(process.cwd(), 'functions/cli.ts');

/** A command given in a folder that is not the portal's, without a word of where that is. */
function run(args: readonly string[], env = {}): Promise<{ code: number; said: string }> {
	const options = { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env } };
	return new Promise((resolve) => {
		const child = execFile(process.execPath, [cli, ...args], options, (_, stdout, stderr) => {
			resolve({ code: child.exitCode ?? -1, said: stdout + stderr });
		});
	});
}

test('all commands need a portal but those that begin one, move its store or look at nothing of it', () => {
	const others = Object.entries(commands).filter(([, { needs }]) => needs !== 'portal');
	expect(others.map(([name, { needs }]) => [name, needs])).toEqual([
		['init', 'folder'],
		['match', 'nothing'],
		['restore', 'folder'],
		['migrate-db', 'configuration'],
		['sbom', 'nothing'],
		['build-renderer', 'configuration'],
	]);
});

test('a command where no portal ever ran changes nothing, says where it looked, and ends with 1', async () => {
	const { code, said } = await run(['subscriptions', 'export', 'subscriptions.ndjson']);
	expect(code).toBe(1);
	expect(said).toContain(`No portal has ever run in ${join(folder, 'var')}. DATA_DIR names`);
	for (const name of ['var', 'subscriptions.ndjson'])
		expect(existsSync(join(folder, name))).toBe(false);
});

test('migrate-db without a store to move touches no database, and says so', async () => {
	const { code, said } = await run(['migrate-db'], { DATABASE_URL: 'postgres://localhost:1/none' });
	expect(code).toBe(1);
	expect(said).toContain(join(folder, 'var', 'mingbai.sqlite'));
	expect(existsSync(join(folder, 'var'))).toBe(false);
});

test('a county that would begin in a folder that cannot be made is told so at once', async () => {
	const { code, said } = await run(['init', '某某县'], { DATA_DIR: '/proc/mingbai' });
	expect(code).toBe(1);
	expect(said).toContain('DATA_DIR is /proc/mingbai');
});
