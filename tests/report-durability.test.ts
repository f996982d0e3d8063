import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';

let portal: PortalProcess;

beforeAll(async () => {
	portal = await startPreparedPortal();
});

afterAll(() => portal?.remove());

async function send(index: number): Promise<string | undefined> {
	const answer = await fetch(`${portal.url}/api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			content: `第${index}个人问今晚是不是停水`,
			channel: 'other',
			submission: `sending-${index}`,
		}),
	}).catch(() => undefined);
	const body = (await answer?.json().catch(() => undefined)) as { receipt?: string } | undefined;
	return body?.receipt;
}

/** As a device does that is told to send it again later. */
async function sendUntilGiven(index: number): Promise<string> {
	return (await send(index)) ?? setTimeout(50).then(() => sendUntilGiven(index));
}

/** Waits for a receipt; what was sent in vain gives none. */
async function firstGiven(receipts: readonly Promise<string | undefined>[]): Promise<void> {
	const given = receipts.map(
		async (receipt) => (await receipt) ?? Promise.reject(new Error('none')),
	);
	await Promise.any(given);
}

async function stateOf(receipt: string): Promise<string> {
	const answer = await fetch(`${portal.url}/api/reports/status`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ receipt }),
	});
	return ((await answer.json()) as { state: string }).state;
}

function count(): number {
	const db = new DatabaseSync(join(portal.dataDir, 'mingbai.sqlite'), { readOnly: true });
	const row = db.prepare("select count(*) as n from reports where content like '第%个人问%'").get();
	db.close();
	return Number(row?.['n']);
}

test('killed while reports come in, it knows every receipt it gave, and what is sent again is one report', async () => {
	const many = 200;
	const receipts = Array.from({ length: many }, (_, index) => send(index));
	await firstGiven(receipts);
	await portal.kill();
	const given = (await Promise.all(receipts)).filter((receipt) => receipt !== undefined);
	await portal.restart();
	expect(given.length).toBeGreaterThan(0);
	for (const receipt of given) expect(await stateOf(receipt)).toBe('received');
	const again = await Promise.all(
		Array.from({ length: many }, (_, index) => sendUntilGiven(index)),
	);
	expect(count()).toBe(many);
	expect(await stateOf(again.at(-1) ?? '')).toBe('received');
});

test('a file is imported beside the running portal, and the same file again adds nothing', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-import-'));
	const file = join(folder, 'reports.csv');
	await writeFile(file, '内容,来源\n热线里问：医院停诊了吗,hotline\n,hotline\n');
	const run = (...args: string[]) =>
		promisify(execFile)(
			process.execPath,
			['functions/cli.ts', 'reports', 'import', file, ...args],
			{
				env: { PATH: process.env['PATH'] ?? '', DATA_DIR: portal.dataDir },
			},
		).catch((failed: { code: number; stdout: string; stderr: string }) => failed);
	const seen = await run('--dry-run');
	expect(seen.stdout).toContain('1 would be added');
	expect(seen.stderr).toContain('line 3, content: This is required.');
	expect((await run()).stdout).toContain('1 were added');
	expect((await run()).stdout).toContain('0 were added, 1 were imported before');
	expect(await readFile(file, 'utf8')).toContain('热线里问');
	await rm(folder, { recursive: true });
});
