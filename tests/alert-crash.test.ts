import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { newVapidKeys } from '../functions/push/vapid.ts';
import { storeAreas } from '../functions/store/areas.ts';
import { offsetsWith } from '../functions/store/outcome-masks.ts';
import { openStore } from '../functions/store/store.ts';
import { anAnnouncement } from './builders.ts';
import { type PushService, startPushService } from './push-service.ts';
import { makeDatabase } from './stores.ts';

/** `npm run soak` kills more often, and with more subscriptions. */
const kills = Number(process.env['SOAK_ROUNDS'] ?? 3);
const count = process.env['SOAK_ROUNDS'] ? 20_000 : 2_000;
/** Every so many subscriptions one has a key that nobody can seal to. */
const brokenEvery = 500;
/** More batches than one sender takes at once. */
const shared = 10_000;

const announcement = anAnnouncement({
	ref: 'flood',
	sent: new Date(),
	texts: {
		'zh-CN': { title: '请立即转移', body: '沿河居民请到镇小学。', path: '/notices/flood/' },
	},
});
const key = 'notices/flood/1/issue';
const name = (each: number) => `s-${each}`;

const { TEST_DATABASE_URL: postgres } = process.env;
const longest = 6 * 3_600_000;
/** What a killed sender had taken is left to it for two minutes where others share the store. */
const afterLease = 150_000;

const servers = { SQLite: undefined, ...(postgres && { PostgreSQL: postgres }) };

describe.each(Object.entries<string | undefined>(servers))('on %s an alert', (_, server) => {
	test(
		'whose sender is killed again and again reaches everyone, and repeats nothing that was written down',
		async () => {
			// An alert is over after some kills, and then the next is sent.
			for (let left = kills; left > 0; ) {
				const most = left;
				left -= await withAlert(server, (...parts) => sendUnderKills(...parts, most));
			}
		},
		longest,
	);
});

test.skipIf(!postgres)(
	'two senders of one store share an alert, and nobody is told twice',
	() =>
		withAlert(
			postgres,
			async (place, push) => {
				const senders = [1, 2].map(() => startSender(place, push));
				const codes = await Promise.all(senders.map((sender) => once(sender, 'exit')));
				expect(codes.map(([code]) => code)).toEqual([0, 0]);
				const { received } = await snapshot(place, push);
				expect([...received.values()].filter((times) => times !== 1)).toEqual([]);
				await expectLedgerToAddUp(place, shared);
				// Each of the threads of a sender signs for itself, so these are of more than one.
				const signatures = new Set(push.received().map(({ headers }) => headers.authorization));
				expect(signatures.size).toBeGreaterThan(availableParallelism());
			},
			shared,
		),
	longest,
);

/** Where the store of the senders is. */
interface Place {
	readonly dataDir: string;
	readonly databaseUrl: string | undefined;
}

/** Does something with an alert that has begun, in a store on SQLite or on a PostgreSQL server. */
async function withAlert<T>(
	server: string | undefined,
	work: (place: Place, push: PushService) => Promise<T>,
	subscribers = count,
): Promise<T> {
	const push = await startPushService();
	const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-crash-'));
	const database = server ? await makeDatabase(server) : undefined;
	try {
		const place = { dataDir, databaseUrl: database?.url };
		await prepare(place, push, subscribers);
		return await work(place, push);
	} finally {
		await push.close();
		await database?.remove();
		await rm(dataDir, { recursive: true });
	}
}

/** Sends an alert whose sender is killed so many times at most; gives how many times it was. */
async function sendUnderKills(place: Place, push: PushService, most: number): Promise<number> {
	const snapshots: Snapshot[] = [];
	let isDone = false;
	while (!isDone && snapshots.length < most) {
		isDone = await sendAndKill(place, push, snapshots.length * afterLease);
		// What was on the wire still arrives.
		await setTimeout(200);
		snapshots.push(await snapshot(place, push));
	}
	await sendToTheEnd(place, push, snapshots.length * afterLease);
	const isInterrupted = snapshots.some(({ settled }) => settled.size > 0 && settled.size < count);
	// The last alert of many may be killed once alone, at its very beginning.
	expect(isInterrupted || most < 3).toBe(true);
	const { settled, received } = await snapshot(place, push);
	expect(settled.size).toBe(count);
	const good = Array.from({ length: count }, (_, each) => each).filter(isGood);
	expect(good.filter((each) => !received.has(name(each)))).toEqual([]);
	for (const earlier of snapshots)
		for (const subscriber of earlier.settled)
			expect(received.get(subscriber)).toBe(earlier.received.get(subscriber));
	expect(new Set(push.received().map(({ headers }) => headers.topic)).size).toBe(1);
	expect(new Set(push.received().map(({ text }) => JSON.parse(text).tag)).size).toBe(1);
	await expectLedgerToAddUp(place);
	return snapshots.length;
}

const isGood = (each: number) => each % brokenEvery !== 7;

async function prepare(place: Place, push: PushService, subscribers: number): Promise<void> {
	const store = await openStore(place);
	const { alerts, subscriptions, vapidKeys } = storeAreas(store);
	const now = new Date();
	await vapidKeys.addFirst(newVapidKeys(), now);
	const { id: vapidKeyId } = await vapidKeys.newest();
	const choices = { language: 'zh-CN', topics: [], areas: [], severity: 'all' } as const;
	for (let each = 0; each < subscribers; each += 1) {
		const { endpoint, keys } = push.subscription(name(each));
		const usable = isGood(each) ? keys : { ...keys, p256dh: 'BBBB' };
		await subscriptions.save({ endpoint, keys: usable, vapidKeyId, ...choices }, now);
	}
	await alerts.begin(announcement, { at: now, deadline: new Date(now.getTime() + 86_400_000) });
	await store.close();
}

function startSender(place: Place, push: PushService, laterMs = 0) {
	const script = fileURLToPath(new URL('./alert-process.ts', import.meta.url));
	return spawn(process.execPath, [script, place.dataDir, push.origin, key, `${laterMs}`], {
		env: {
			...process.env,
			NODE_EXTRA_CA_CERTS: push.caFile,
			...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }),
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

/** Kills the sender at some instant of its work. `true` when there was nothing left to do. */
async function sendAndKill(place: Place, push: PushService, laterMs: number): Promise<boolean> {
	const sender = startSender(place, push, laterMs);
	const ended = once(sender, 'exit');
	const [first] = (await once(sender.stdout, 'data')) as [Buffer];
	expect(first.toString()).toContain('sending');
	await Promise.race([someInstant(push), ended]);
	sender.kill('SIGKILL');
	const [code] = (await ended) as [number | null];
	return code === 0;
}

/** When some more messages have arrived; now and then at once, however far it is. */
async function someInstant(push: PushService): Promise<void> {
	const before = push.received().length;
	if (before > 0 && Math.random() < 0.2) return setTimeout(Math.random() * 1_000);
	const more = 200 + (Math.random() * count) / 10;
	await push.waitFor((received) => received.length >= before + more);
}

async function sendToTheEnd(place: Place, push: PushService, laterMs: number): Promise<void> {
	const [code] = (await once(startSender(place, push, laterMs), 'exit')) as [number | null];
	expect(code).toBe(0);
}

interface Snapshot {
	/** Subscriptions whose outcome the ledger has. */
	readonly settled: ReadonlySet<string>;
	/** How many messages have arrived for each. */
	readonly received: ReadonlyMap<string, number>;
}

async function snapshot(place: Place, push: PushService): Promise<Snapshot> {
	const store = await openStore(place);
	const rows = await store.db
		.selectFrom('alert_batches')
		.select(['first_seq', 'masks'])
		.where('alert_key', '=', key)
		.execute();
	await store.close();
	// Subscribed in order, so the numbers are those of the names, from one.
	const seqs = rows.flatMap(({ first_seq, masks }) =>
		offsetsWith(masks, 'delivered', 'gone', 'refused', 'expired').map((at) => first_seq + at),
	);
	const received = new Map<string, number>();
	for (const { subscription } of push.received())
		received.set(subscription, (received.get(subscription) ?? 0) + 1);
	return { settled: new Set(seqs.map((seq) => name(seq - 1))), received };
}

async function expectLedgerToAddUp(place: Place, subscribers = count): Promise<void> {
	const store = await openStore(place);
	const broken = subscribers / brokenEvery;
	expect(await storeAreas(store).alerts.counts(key)).toMatchObject({
		total: subscribers,
		pending: 0,
		delivered: subscribers - broken,
		gone: 0,
		refused: broken,
		expired: 0,
	});
	await store.close();
}
