import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeAreas } from '../../functions/store/areas.ts';
import { openStore } from '../../functions/store/store.ts';
import { anAnnouncement } from '../builders.ts';
import type { PortalRun } from '../portal-process.ts';
import { type PushService, startPushService } from '../push-service.ts';
import { aCounty, type County, readingOnly, serving } from './county.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';
import { longest, rounds, seededRandom } from './random.ts';
import { brokenPages, lostReceipts, post, sendReport, sendReports } from './residents.ts';

const server: PostgresServer | undefined = await startPostgresServer();
if (!server) process.stderr.write('PostgreSQL is not installed: its restarts are left out.\n');

describe.skipIf(!server)('a county whose PostgreSQL', () => {
	let push: PushService;
	let county: County;
	let portal: PortalRun;

	beforeAll(async () => {
		push = await startPushService();
		county = await aCounty({
			env: {
				DATABASE_URL: server?.url ?? '',
				NODE_EXTRA_CA_CERTS: push.caFile,
				PUSH_EXTRA_ORIGINS: push.origin,
			},
		});
	});

	afterAll(async () => {
		await county?.remove();
		await push?.close();
		server?.remove();
	});

	const health = async () =>
		((await (await fetch(`${county.url}/api/health`)).json()) as { store: string }).store;

	test(
		'crashes and comes back under a load of reports loses nothing that it confirmed, sends nothing twice, and goes on by itself',
		async () => {
			const random = seededRandom();
			portal = await county.start();
			await subscribe(20);
			const receipts: string[] = [];
			for (let round = 0; round < rounds; round += 1) {
				await alert(`flood-${round}`);
				const stop = new AbortController();
				const reporting = sendReports(county.url, `round-${round}`, {
					residents: 6,
					signal: stop.signal,
				});
				await setTimeout(200 + random() * 1_000);
				server?.restart();
				await expect.poll(() => isTaken(`after-${round}`)).toBe(true);
				stop.abort();
				receipts.push(...(await reporting).receipts);
				await expect.poll(health).toBe('ok');
			}
			expect(await lostReceipts(county.url, receipts.slice(-300))).toEqual([]);
			await push.waitFor((received) => received.length >= 20 * rounds);
			await setTimeout(3_000);
			expect(await brokenPages(county.url)).toEqual([]);
			// A batch that was on its way is asked for again, under the same tag.
			expect(new Set(push.received().map(tagAndReader)).size).toBe(20 * rounds);
			expect(await unsettled()).toEqual([]);
			await portal.end('SIGTERM');
		},
		longest,
	);

	test('is not there when it starts shows what was released, and opens by itself as soon as it is', async () => {
		server?.stop();
		portal = county.run();
		await portal.waitForOutput(readingOnly);
		expect(await health()).toBe('unreachable');
		expect(await brokenPages(county.url)).toEqual([]);
		expect(await sendReport(county.url, 'early')).toMatchObject({ status: 503 });
		server?.start();
		await portal.waitForOutput(serving);
		expect(await isTaken('late')).toBe(true);
		expect(await health()).toBe('ok');
		await portal.end('SIGTERM');
	});

	async function isTaken(name: string): Promise<boolean> {
		return 'receipt' in (await sendReport(county.url, name));
	}

	async function subscribe(count: number): Promise<void> {
		for (let each = 0; each < count; each += 1) {
			const subscription = push.subscription(`reader-${each}`);
			const answer = await post(county.url, '/api/subscriptions', {
				...subscription,
				language: 'zh-CN',
			});
			expect(answer.status).toBe(201);
		}
	}

	async function alert(ref: string): Promise<void> {
		const store = await openStore({ dataDir: county.dataDir, databaseUrl: server?.url });
		const deadline = new Date(Date.now() + 86_400_000);
		const announcement = anAnnouncement({ ref, sent: new Date() });
		await storeAreas(store).alerts.begin(announcement, { at: new Date(), deadline });
		await store.close();
	}

	/** Alerts in which somebody is not accounted for. */
	async function unsettled(): Promise<object[]> {
		const store = await openStore({ dataDir: county.dataDir, databaseUrl: server?.url });
		const { alerts } = storeAreas(store);
		const found: object[] = [];
		for (let round = 0; round < rounds; round += 1) {
			const counts = await alerts.counts(`notices/flood-${round}/1/issue`);
			if (counts.pending > 0 || counts.delivered !== counts.total) found.push(counts);
		}
		await store.close();
		return found;
	}
});

function tagAndReader({ text, subscription }: { text: string; subscription: string }): string {
	return `${JSON.parse(text).tag} ${subscription}`;
}
