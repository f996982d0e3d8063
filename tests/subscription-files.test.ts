import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newVapidKeys } from '../functions/push/vapid.ts';
import { auditLog } from '../functions/store/audit.ts';
import { openStore } from '../functions/store/store.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { newPushMailbox } from './push-mailbox.ts';

const pushOrigin = 'https://localhost:8443';

let portal: PortalProcess;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-files-'));
	portal = await startPreparedPortal({ env: { PUSH_EXTRA_ORIGINS: pushOrigin } });
});

afterAll(async () => {
	await portal?.remove();
	await rm(folder, { recursive: true });
});

const endpointOf = (name: string) => `${pushOrigin}/push/${name}`;

/** Runs the command as an operator does, on the portal's data folder. */
async function run(args: readonly string[], { input = '', dataDir = portal.dataDir } = {}) {
	const child = spawn(process.execPath, ['functions/cli.ts', 'subscriptions', ...args], {
		env: { ...process.env, DATA_DIR: dataDir, PUSH_EXTRA_ORIGINS: pushOrigin },
	});
	child.stdin.end(input);
	const code = new Promise<number | null>((resolve) => child.once('close', resolve));
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	return { code: await code, stdout, stderr };
}

async function subscribe(name: string, choices: object = {}): Promise<void> {
	const body = { endpoint: endpointOf(name), keys: newPushMailbox().keys, language: 'en' };
	const answer = await fetch(`${portal.url}/api/subscriptions`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...body, ...choices }),
	});
	expect(answer.status).toBe(201);
}

async function exported(): Promise<Record<string, unknown>[]> {
	const { stdout } = await run(['export', '-']);
	return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

test('subscriptions are written to a file that nobody else can read, and the operator is told what it is', async () => {
	await subscribe('amy', { topics: ['health'], severity: 'red', quiet: { from: 22, until: 7 } });
	await subscribe('ben');
	const file = join(folder, 'all.ndjson');
	const { code, stderr } = await run(['export', file]);
	expect([code, stderr]).toEqual([0, expect.stringContaining('2 subscriptions were written')]);
	expect(stderr).toContain('secret addresses');
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	const [amy] = (await readFile(file, 'utf8')).split('\n');
	const key = await (await fetch(`${portal.url}/api/push/key`)).json();
	expect(JSON.parse(amy ?? '')).toMatchObject({
		endpoint: endpointOf('amy'),
		topics: ['health'],
		severity: 'red',
		quiet: { from: 22, until: 7 },
		vapidKey: key.key,
	});
	const again = await run(['export', file]);
	expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);
});

test('what was exported is taken again while the portal runs, and the same lines change nothing', async () => {
	const before = await exported();
	const [first, second] = before;
	await fetch(`${portal.url}/api/subscriptions`, {
		method: 'DELETE',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ endpoint: first?.['endpoint'] }),
	});
	const lines = [first, { ...second, severity: 'orange' }].map((each) => JSON.stringify(each));
	const input = `${lines.join('\n')}\n\n`;
	expect(await run(['import', '-'], { input })).toMatchObject({
		code: 0,
		stdout: '1 new, 1 changed, 0 as before, 0 refused.\n',
		stderr: '',
	});
	expect((await run(['import', '-'], { input })).stdout).toBe(
		'0 new, 0 changed, 2 as before, 0 refused.\n',
	);
	const after = await exported();
	expect(after).toContainEqual(first);
	expect(after).toContainEqual({ ...second, severity: 'orange' });
});

test('each bad line is named with what is wrong, the good ones are taken, and no address is repeated', async () => {
	const [good = {}] = await exported();
	const lines = [
		'not json',
		JSON.stringify({ ...good, endpoint: 'https://attacker.example/push/1' }),
		JSON.stringify({ ...good, keys: { p256dh: 'AAAA', auth: 'AAAA' } }),
		JSON.stringify({ ...good, severity: 'purple', keys: {} }),
		JSON.stringify({ ...good, vapidKey: newVapidKeys().publicKey }),
		JSON.stringify({ ...good, endpoint: endpointOf('cas') }),
	];
	const file = join(folder, 'mixed.ndjson');
	await writeFile(file, lines.join('\n'));
	const { code, stdout, stderr } = await run(['import', file]);
	expect([code, stdout]).toEqual([1, '1 new, 0 changed, 0 as before, 5 refused.\n']);
	expect(stderr.split('\n')).toEqual([
		'line 1 is not JSON',
		expect.stringMatching(/^line 2 has its endpoint at no push service that is trusted/),
		expect.stringMatching(/^line 3 has keys that nothing can be encrypted to/),
		expect.stringMatching(/^line 4 is no subscription; wrong or missing: .*keys.p256dh.*severity/),
		expect.stringMatching(/^line 5 was made for a VAPID key that this portal does not have/),
		'',
	]);
	expect(stderr).not.toContain('/push/');
});

test.each([[[]], [['export']], [['move', 'file']]])(
	'%j is answered with how it is used',
	async (args) => {
		const { code, stderr } = await run(args);
		expect([code, stderr]).toEqual([2, expect.stringContaining('subscriptions export')]);
	},
);

test('a file that is not there is named', async () => {
	const file = join(folder, 'none.ndjson');
	expect((await run(['import', file])).stderr).toBe(`There is no ${file}.\n`);
});

describe('while the portal is stopped', () => {
	test('both work, and who did it is written down without any address', async () => {
		await portal.stop();
		const { stdout } = await run(['export', '-']);
		const lines = stdout.trimEnd().split('\n');
		expect(lines.length).toBe(3);
		expect((await run(['import', '-'], { input: stdout })).stdout).toContain('3 as before');
		const store = await openStore({ dataDir: portal.dataDir, databaseUrl: undefined });
		const entries = await auditLog(store.db).list();
		await store.close();
		const told = entries.filter(({ action }) => action.startsWith('subscriptions.'));
		expect(told.map(({ action }) => action)).toContain('subscriptions.imported');
		expect(told.map(({ actor }) => actor)).toContain('operator');
		expect(JSON.stringify(told)).not.toContain('/push/');
	});
});
