import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeAreas } from '../functions/store/areas.ts';
import { openStore } from '../functions/store/store.ts';
import { anAnnouncement } from './builders.ts';
import { freePort, type PortalProcess, runPortal, startPortal } from './portal-process.ts';
import { type PushService, startPushService } from './push-service.ts';
import { makeDatabase } from './stores.ts';

let folder: string;
let push: PushService;
let portal: PortalProcess;
let receipt: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-backups-'));
	push = await startPushService();
	portal = await startPortal({ env: { PUSH_EXTRA_ORIGINS: push.origin, ...trust() } });
	const answer = await post('/api/reports', { content: '今晚停水吗？', channel: 'other' });
	({ receipt } = (await answer.json()) as { receipt: string });
	await post('/api/subscriptions', { ...push.subscription('resident'), language: 'zh-CN' });
});

afterAll(async () => {
	await portal?.remove();
	await push?.close();
	await rm(folder, { recursive: true, maxRetries: 3 });
});

const trust = () => ({ NODE_EXTRA_CA_CERTS: push.caFile });

function post(path: string, body: object, url = portal.url): Promise<Response> {
	return fetch(`${url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

/** Runs a command as an operator does. */
async function run(args: readonly string[], dataDir = portal.dataDir, env = {}) {
	const child = spawn(process.execPath, ['functions/cli.ts', ...args], {
		env: { ...process.env, DATA_DIR: dataDir, ...env },
	});
	const code = new Promise<number | null>((resolve) => child.once('close', resolve));
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	return { code: await code, stdout, stderr };
}

test('a backup made while the portal runs is restored to a portal that knows its people, and alerts nobody', async () => {
	// An alert is under way at this moment, and is not to be sent by the copy hours later.
	push.answer('resident', { status: 503, retryAfterSeconds: 3600 });
	await post('/api/subscriptions', { ...push.subscription('other'), language: 'zh-CN' });
	push.answer('other', { status: 503, retryAfterSeconds: 3600 });
	await portal.stop();
	const store = await openStore({ dataDir: portal.dataDir, databaseUrl: undefined });
	const times = { at: new Date(), deadline: new Date(Date.now() + 86_400_000) };
	await storeAreas(store).alerts.begin(anAnnouncement({ ref: 'flood', sent: new Date() }), times);
	await store.close();
	await portal.restart();
	await push.waitFor((received) => received.length >= 2);

	const copy = join(folder, 'copy');
	expect(await run(['backup', copy])).toMatchObject({ code: 0, stderr: '' });
	expect((await stat(copy)).mode & 0o077).toBe(0);
	const restored = join(folder, 'restored');
	expect(await run(['restore', copy], restored)).toMatchObject({ code: 0, stderr: '' });
	await portal.stop();

	for (const name of ['resident', 'other']) push.answer(name, { status: 201 });
	const before = push.received().length;
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const again = runPortal({
		env: { DATA_DIR: restored, PORT: String(port), PUSH_EXTRA_ORIGINS: push.origin, ...trust() },
	});
	await again.waitForOutput(/^Mingbai serves /m);
	expect((await fetch(`${url}/notices/2026-12-orange/`)).status).toBe(200);
	const status = await post('/api/reports/status', { receipt }, url);
	expect(await status.json()).toMatchObject({ state: 'received' });
	// The sender looks each second; what it found to send has left by now.
	await expect.poll(async () => (await fetch(`${url}/api/health`)).status).toBe(200);
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	expect(push.received().length).toBe(before);
	await again.end('SIGTERM');
	const kept = await openStore({ dataDir: restored, databaseUrl: undefined });
	const alert = await storeAreas(kept).alerts.get('notices/flood/1/issue');
	await kept.close();
	expect(alert?.state).toBe('held');
});

test('a backup that was changed is refused, and says what has changed', async () => {
	const copy = join(folder, 'changed');
	await run(['backup', copy]);
	await appendFile(join(copy, 'mingbai.sqlite'), 'x');
	const { code, stderr } = await run(['restore', copy], join(folder, 'nowhere'));
	expect([code, stderr]).toEqual([
		1,
		expect.stringContaining('mingbai.sqlite has changed since the backup was made'),
	]);
});

test('nothing is written over: not by a backup, and not by a restore', async () => {
	const copy = join(folder, 'full');
	await run(['backup', copy]);
	expect((await run(['backup', copy])).stderr).toContain('is not empty');
	expect((await run(['restore', copy])).stderr).toContain('is not empty');
	expect((await run(['backup', join(portal.dataDir, 'copy')])).stderr).toContain('lost with it');
	expect((await run(['backup', '/proc/copy'])).stderr).toContain('cannot be made');
	expect((await run(['restore', folder], join(folder, 'other'))).stderr).toContain('is no backup');
});

const { TEST_DATABASE_URL: postgres } = process.env;

test.skipIf(!postgres)(
	'a county on PostgreSQL is backed up with its database, and restored to another one only while that is empty',
	async () => {
		const [first, second] = await Promise.all([
			makeDatabase(postgres ?? ''),
			makeDatabase(postgres ?? ''),
		]);
		const county = await startPortal({ env: { DATABASE_URL: first.url } });
		try {
			await post('/api/reports', { content: '听说要停电？', channel: 'other' }, county.url);
			const copy = join(folder, 'of-postgres');
			expect(
				await run(['backup', copy], county.dataDir, { DATABASE_URL: first.url }),
			).toMatchObject({
				code: 0,
				stderr: '',
			});
			const restored = join(folder, 'to-postgres');
			expect(await run(['restore', copy], restored)).toMatchObject({
				code: 1,
				stderr: expect.stringContaining('name an empty one in DATABASE_URL'),
			});
			const occupied = await run(['restore', copy], restored, { DATABASE_URL: first.url });
			expect(occupied.stderr).toContain('did not take the backup');
			expect(await run(['restore', copy], restored, { DATABASE_URL: second.url })).toMatchObject({
				code: 0,
			});
			const store = await openStore({ dataDir: restored, databaseUrl: second.url });
			expect(await storeAreas(store).reports.waitingCount()).toBe(1);
			await store.close();
		} finally {
			await county.remove();
			await Promise.all([first.remove(), second.remove()]);
		}
	},
	180_000,
);
