import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeAreas } from '../functions/store/areas.ts';
import { openStore } from '../functions/store/store.ts';
import { anAnnouncement } from './builders.ts';
import { freePort, type PortalRun, runPortal } from './portal-process.ts';
import { type PushService, startPushService } from './push-service.ts';
import { makeDatabase } from './stores.ts';

const { TEST_DATABASE_URL: server } = process.env;
const serving = /^Mingbai serves /m;

/** A machine of a county that runs on several: they share a database and a folder. */
interface Machine {
	readonly url: string;
	readonly run: PortalRun;
}

describe.skipIf(!server)('a county on several machines', () => {
	let folder: string;
	let database: { url: string; remove: () => Promise<void> };
	let push: PushService;
	let publisher: Machine;
	let web: Machine;
	let workers: readonly Machine[];
	const running: PortalRun[] = [];
	let siteUrl: string;

	async function machine(role: string, port?: number): Promise<Machine> {
		const own = port ?? (await freePort());
		const run = runPortal({ env: { ...shared(), ROLE: role, PORT: String(own) } });
		running.push(run);
		return { url: `http://localhost:${own}`, run };
	}

	const shared = () => ({
		DATA_DIR: folder,
		DATABASE_URL: database.url,
		SITE_URL: siteUrl,
		PUSH_EXTRA_ORIGINS: push.origin,
		NODE_EXTRA_CA_CERTS: push.caFile,
	});

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'mingbai-county-'));
		database = await makeDatabase(server ?? '');
		push = await startPushService();
		// Residents come to the web machine; the publisher is behind it.
		const webPort = await freePort();
		siteUrl = `http://localhost:${webPort}`;
		publisher = await machine('publisher');
		await publisher.run.waitForOutput(serving);
		web = await machine('web', webPort);
		workers = [await machine('worker'), await machine('worker')];
		await Promise.all([web, ...workers].map(({ run }) => run.waitForOutput(serving)));
	});

	afterAll(async () => {
		await Promise.all(running.map((run) => run.end('SIGKILL')));
		await push?.close();
		await database?.remove();
		await rm(folder, { recursive: true, maxRetries: 3 });
	});

	const health = async ({ url }: Machine) => (await fetch(`${url}/api/health`)).json();
	const post = (path: string, body: object) =>
		fetch(`${web.url}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});

	test('serves residents the release that the publisher made, and the next one as soon as it is live', async () => {
		const { release } = await health(publisher);
		expect(await health(web)).toMatchObject({ status: 'ok', release: { number: release.number } });
		expect(await (await fetch(`${web.url}/`)).text()).toContain('<h1');
		const asked = spawn(process.execPath, ['functions/cli.ts', 'rotate-signing-key'], {
			env: { ...process.env, ...shared() },
		});
		expect(await once(asked, 'close')).toEqual([0, null]);
		const newest = (await health(publisher)).release.number;
		expect(newest).toBeGreaterThan(release.number);
		await expect.poll(async () => (await health(web)).release.number).toBe(newest);
	});

	test('takes a report on one machine that every other knows', async () => {
		const answer = await post('/api/reports', {
			content: '听说明天全县停水，是真的吗？',
			channel: 'other',
		});
		expect(answer.status).toBe(201);
		const { receipt } = await answer.json();
		const found = await fetch(`${publisher.url}/api/reports/status`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ receipt }),
		});
		expect(found.status).toBe(200);
	});

	test('sends from its workers what is queued, each message once', async () => {
		const subscribed = await post('/api/subscriptions', {
			...push.subscription('resident'),
			language: 'zh-CN',
		});
		expect(subscribed.status).toBe(201);
		const store = await openStore({ dataDir: folder, databaseUrl: database.url });
		const { alerts } = storeAreas(store);
		const announcement = anAnnouncement({ ref: 'flood', sent: new Date() });
		const deadline = new Date(Date.now() + 86_400_000);
		await alerts.begin(announcement, { at: new Date(), deadline });
		const [key = ''] = (await alerts.cutting()).map((each) => each.key);
		await push.waitFor((received) => received.length === 1);
		await expect.poll(async () => (await alerts.get(key))?.state).toBe('done');
		expect(await alerts.counts(key)).toMatchObject({ total: 1, delivered: 1 });
		expect(push.received('resident')).toHaveLength(1);
		await store.close();
	});

	test('leads staff to the machine that is theirs', async () => {
		const answer = await fetch(`${web.url}/staff/`);
		expect([answer.status, await answer.text()]).toEqual([
			503,
			expect.stringContaining('工作人员'),
		]);
	});

	test.each(['publisher', 'web'])(
		'keeps off a %s machine with another database, which would publish what these rows know nothing of',
		async (role) => {
			const other = await makeDatabase(server ?? '');
			const port = String(await freePort());
			const env = { ...shared(), DATABASE_URL: other.url, ROLE: role, PORT: port };
			const run = runPortal({ env });
			expect(await run.ended).toBe(1);
			expect(run.output()).toContain('another database than DATABASE_URL names');
			await other.remove();
		},
	);

	test('has one publisher: another stands by, and takes over when the first is killed', async () => {
		const second = await machine('publisher');
		await second.run.waitForOutput(/standing by/);
		expect(second.run.output()).not.toMatch(serving);
		await publisher.run.end('SIGKILL');
		await second.run.waitForOutput(serving);
		expect(await health(second)).toMatchObject({ status: 'ok' });
	});
});

describe.skipIf(!server)('a machine beside the publisher', () => {
	test('does not start without what the publisher has made, and says what is missing', async () => {
		const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-lonely-'));
		const database = await makeDatabase(server ?? '');
		const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, ROLE: 'web', PORT: '0' };
		const run = runPortal({ env });
		expect(await run.ended).toBe(1);
		expect(run.output()).toContain('auth-secret is missing');
		await database.remove();
		await rm(dataDir, { recursive: true });
	});
});

test.skipIf(!server)(
	'a second process on one data folder is refused, whatever database it was given',
	async () => {
		const folder = await mkdtemp(join(tmpdir(), 'mingbai-folder-'));
		const [own, other] = await Promise.all([
			makeDatabase(server ?? ''),
			makeDatabase(server ?? ''),
		]);
		const start = async ({ url }: { url: string }) => {
			const port = await freePort();
			const SITE_URL = `http://localhost:${port}`;
			const env = { DATA_DIR: folder, DATABASE_URL: url, SITE_URL, PORT: String(port) };
			return runPortal({ env });
		};
		const first = await start(own);
		await first.waitForOutput(serving);
		for (const database of [own, other]) {
			const second = await start(database);
			expect(await second.ended).toBe(1);
			expect(second.output()).toMatch(/data folder .* is in use.*DATA_DIR/s);
		}
		await first.end('SIGKILL');
		const again = await start(own);
		await again.waitForOutput(serving);
		await again.end('SIGKILL');
		await Promise.all([own.remove(), other.remove()]);
		await rm(folder, { recursive: true, maxRetries: 3 });
	},
);
