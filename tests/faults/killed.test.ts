import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../bench/staff-client.ts';
import { type PushService, startPushService } from '../push-service.ts';
import { aCounty, type County } from './county.ts';
import { brokenObjects, lostNotices, publishNotice } from './publisher.ts';
import { longest, rounds, seededRandom } from './random.ts';
import { brokenPages, lostReceipts, post, sendReports } from './residents.ts';

let push: PushService;
let county: County;

beforeAll(async () => {
	push = await startPushService();
	county = await aCounty({
		env: { NODE_EXTRA_CA_CERTS: push.caFile, PUSH_EXTRA_ORIGINS: push.origin },
	});
});

afterAll(async () => {
	await county?.remove();
	await push?.close();
});

test(
	'killed while it publishes and takes reports, it starts by itself, has lost nothing that it confirmed, and announces nothing twice',
	async () => {
		const random = seededRandom();
		const published: string[] = [];
		const receipts: string[] = [];
		let portal = await county.start();
		await subscribe();
		for (let round = 0; round < rounds; round += 1) {
			const stop = new AbortController();
			const reporting = sendReports(county.url, `round-${round}`, {
				residents: 2,
				signal: stop.signal,
			});
			const publishing = publishUntil(stop.signal, `round-${round}`, published);
			const known = published.length;
			await expect.poll(() => published.length).toBeGreaterThan(known);
			await setTimeout(random() * 1_500);
			await portal.end('SIGKILL');
			stop.abort();
			receipts.push(...(await reporting).receipts);
			await publishing;
			await killedAtStart(random() * 2_000);
			portal = await county.start();
			expect(await lostReceipts(county.url, receipts.slice(-100))).toEqual([]);
			expect(await lostNotices(county, published)).toEqual([]);
			expect(await brokenPages(county.url)).toEqual([]);
		}
		expect(receipts.length).toBeGreaterThan(0);
		expect(published.length).toBeGreaterThan(0);
		await push.waitFor((received) => tagsOf(received).size >= published.length);
		await portal.end('SIGTERM');
		expect(await brokenObjects(county.dataDir)).toEqual([]);
		const received = push.received('resident');
		// What was on its way when it was killed may come once more, under the same tag.
		expect(received.length - tagsOf(received).size).toBeLessThanOrEqual(rounds);
	},
	longest,
);

/** What a crash interrupted is being repaired when the next one comes. */
async function killedAtStart(afterMs: number): Promise<void> {
	const portal = county.run();
	await setTimeout(afterMs);
	await portal.end('SIGKILL');
}

async function subscribe(): Promise<void> {
	const wishes = { topics: [], areas: [], language: 'zh-CN' };
	const answer = await post(county.url, '/api/subscriptions', {
		...push.subscription('resident'),
		...wishes,
	});
	expect(answer.status).toBe(201);
}

/** Publishes one notice after another, and notes each that was confirmed, until the portal is gone. */
async function publishUntil(
	signal: AbortSignal,
	prefix: string,
	published: string[],
): Promise<void> {
	const staff: StaffClient | undefined = await signIn(county.url, county.password).catch(
		() => undefined,
	);
	for (let each = 0; staff && !signal.aborted; each += 1) {
		const slug = `${prefix}-${each}`;
		const isPublished = await publishNotice(staff, slug, published.length + each).then(
			() => true,
			() => false,
		);
		if (isPublished) published.push(slug);
		else return;
	}
}

function tagsOf(received: readonly { readonly text: string }[]): ReadonlySet<string> {
	return new Set(received.map(({ text }) => JSON.parse(text).tag));
}
