import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { type PushService, startPushService } from '../../tests/push-service.ts';
import type { SettledOutcome } from '../store/outcome-masks.ts';
import { usualDeadlines } from './connection.ts';
import { createSender, type SenderConfig } from './direct-sender.ts';
import { padded } from './seal.ts';
import { preparedSecretKey, prepareKeys } from './secret-box.ts';
import type { OriginEvent, OutgoingBatch, Sender } from './sender.ts';
import { createThreadSender } from './thread-sender.ts';

let service: PushService;
let sender: Sender;
let events: OriginEvent[];
const vapidKeys = webPush.generateVAPIDKeys();
const secretKey = preparedSecretKey('secret');

afterEach(async () => {
	await sender.close();
	await service.close();
});

async function begin(
	changes: Partial<SenderConfig> = {},
	{ http2 = true, streams = 100, make = createSender } = {},
): Promise<void> {
	service = await startPushService({ http2, streams });
	events = [];
	const config: SenderConfig = {
		subject: 'mailto:portal@county.example',
		secretKey,
		extraOrigins: [service.origin],
		ca: [await readFile(service.caFile, 'utf8')],
		initialRate: 10_000,
		...changes,
	};
	sender = make(config, (_, event) => events.push(event));
}

function batchTo(names: readonly string[], changes: Partial<OutgoingBatch> = {}): OutgoingBatch {
	return {
		origin: service.origin,
		records: [padded('请转移', 512), padded('Leave now', 512)],
		vapidKeys: [vapidKeys],
		topic: 'alert-1',
		urgency: 'high',
		lifetimeMs: 3_600_000,
		recipients: names.map((name, offset) => ({
			offset,
			...service.subscription(name),
			record: 0,
			vapidKey: 0,
		})),
		...changes,
	};
}

/** What became of each recipient, in order; a dot for who stays pending. */
async function send(batch: OutgoingBatch, signal = new AbortController().signal): Promise<string> {
	const outcomes: (SettledOutcome | undefined)[] = batch.recipients.map(() => undefined);
	await sender.send(
		batch,
		({ settled }) => {
			for (const [offset, outcome] of settled) outcomes[offset] = outcome;
		},
		signal,
	);
	return outcomes.map((outcome) => outcome ?? '.').join(' ');
}

const many = (count: number) => Array.from({ length: count }, (_, each) => `s-${each}`);
const allDelivered = (count: number) =>
	many(count)
		.map(() => 'delivered')
		.join(' ');

describe.each([
	['HTTP/2', true],
	['HTTP/1.1', false],
] as const)('over %s', (_, http2) => {
	test('each recipient gets the message in its language, with all that the standards ask for', async () => {
		await begin({}, { http2 });
		const batch = batchTo(['zh', 'en']);
		const [zh, en] = batch.recipients;
		if (!zh || !en) throw new Error('two were asked for');
		expect(await send({ ...batch, recipients: [zh, { ...en, record: 1 }] })).toBe(
			'delivered delivered',
		);
		expect(service.received('zh')).toMatchObject([
			{ text: '请转移', headers: { topic: 'alert-1', urgency: 'high' } },
		]);
		expect(service.received('en')).toMatchObject([{ text: 'Leave now' }]);
		expect(service.received('zh')[0]?.headers.ttl).toBeGreaterThan(3500);
	});

	test('a thousand get one message each', async () => {
		await begin({}, { http2 });
		expect(await send(batchTo(many(1000)))).toBe(allDelivered(1000));
		expect(service.received()).toHaveLength(1000);
	});

	test('a service that never answers holds nothing up for ever', async () => {
		await begin({ deadlines: { ...usualDeadlines, answer: 300 } }, { http2 });
		service.answer('silent', { status: 201, instead: 'silence' });
		expect(await send(batchTo(['silent', 'b']))).toBe('. delivered');
	});

	test('connections without work are given up after a while', async () => {
		await begin({ deadlines: { ...usualDeadlines, idle: 50 } }, { http2 });
		await send(batchTo(['a']));
		await expect.poll(() => service.openConnections()).toBe(0);
		expect(await send(batchTo(['a']))).toBe('delivered');
	});

	test('connections are kept for the next batch', async () => {
		await begin({}, { http2 });
		await send(batchTo(['a']));
		const opened = service.connections();
		await send(batchTo(['a']));
		expect(service.connections()).toBe(opened);
	});
});

test('a connection can be there before there is anything to send', async () => {
	await begin();
	sender.warm(service.origin);
	await expect.poll(() => service.connections()).toBe(1);
	expect(await send(batchTo(['a']))).toBe('delivered');
	expect(service.connections()).toBe(1);
});

describe('a key pair that was made ahead', () => {
	test('seals its one message, and a fresh pair the message of whoever has none', async () => {
		await begin();
		const batch = batchTo(['ahead', 'fresh']);
		const recipients = batch.recipients.map((each, index) =>
			index === 0 ? { ...each, prepared: prepareKeys(each.keys, secretKey) } : each,
		);
		expect(await send({ ...batch, recipients })).toBe('delivered delivered');
		expect(service.received().map(({ text }) => text)).toEqual(['请转移', '请转移']);
	});

	test('that cannot be opened is replaced by a fresh one', async () => {
		await begin();
		const batch = batchTo(['a']);
		const recipients = batch.recipients.map((each) => ({ ...each, prepared: randomBytes(125) }));
		expect(await send({ ...batch, recipients })).toBe('delivered');
	});

	test('is made for all keys but those that nobody can seal to', async () => {
		await begin();
		const good = newPushMailbox().keys;
		const pairs = await sender.prepare([good, { p256dh: 'AAAA', auth: good.auth }]);
		expect(pairs.map((pair) => pair?.length)).toEqual([125, undefined]);
	});
});

describe('one subscription', () => {
	test('with a broken key is refused, and the others of the batch are served', async () => {
		await begin();
		const batch = batchTo(['a', 'broken', 'c']);
		const recipients = batch.recipients.map((each, index) =>
			index === 1 ? { ...each, keys: { ...each.keys, p256dh: 'BBBB' } } : each,
		);
		expect(await send({ ...batch, recipients })).toBe('delivered refused delivered');
	});

	test.each([
		(origin: string) => `${origin}.evil.example/push/a`,
		(origin: string) => `${origin}@evil.example/push/a`,
		(origin: string) => `${origin}/push/a\r\nx: y`,
		(origin: string) => `${origin}/push/a b`,
		() => 'https://127.0.0.1/push/a',
	])('whose address is not of its service, or no address at all, is refused: %s', async (made) => {
		await begin();
		const batch = batchTo(['a']);
		const recipients = batch.recipients.map((each) => ({
			...each,
			endpoint: made(service.origin),
		}));
		expect(await send({ ...batch, recipients })).toBe('refused');
		expect(service.received()).toEqual([]);
	});

	test('of a service that is trusted no more is refused', async () => {
		await begin({ extraOrigins: [] });
		expect(await send(batchTo(['a']))).toBe('refused');
	});

	test('that is told too late expires', async () => {
		await begin();
		expect(await send(batchTo(['a'], { lifetimeMs: 0 }))).toBe('expired');
	});
});

test.each([
	['this thread', createSender],
	['a thread of its own', createThreadSender],
])('in %s nothing leaves of a batch that was taken back before it began', async (_, make) => {
	await begin({}, { make });
	expect(await send(batchTo(many(20)), AbortSignal.abort())).not.toContain('delivered');
	expect(service.received()).toEqual([]);
});

describe('a service that', () => {
	test('resets a stream leaves that one pending', async () => {
		await begin();
		service.answer('b', { status: 201, instead: 'reset' });
		expect(await send(batchTo(['a', 'b', 'c']))).toBe('delivered . delivered');
	});

	test('allows no message at all holds a batch no longer than the alert matters', async () => {
		await begin({ deadlines: { ...usualDeadlines, answer: 50 } }, { streams: 0 });
		const outcomes = await send(batchTo(many(200), { lifetimeMs: 400 }));
		expect(outcomes).not.toContain('delivered');
	}, 5000);

	test('says that it did not look at a stream gets it again at once', async () => {
		await begin();
		service.answerNext(2, { status: 201, instead: 'refused-stream' });
		expect(await send(batchTo(['a', 'b', 'c']))).toBe(allDelivered(3));
		expect(service.received()).toHaveLength(3);
	});

	test('sends GOAWAY gets the rest over a new connection', async () => {
		await begin({ deadlines: { ...usualDeadlines, answer: 1_000 } });
		service.answerNext(1, { status: 201, instead: 'goaway' });
		const outcome = await send(batchTo(many(300)));
		expect(outcome.split(' ').filter((each) => each === 'delivered').length).toBeGreaterThan(290);
		expect(service.connections()).toBeGreaterThan(1);
	});

	test('cuts the line loses no more than what was under way', async () => {
		await begin();
		service.answerNext(1, { status: 201, instead: 'cut' });
		const outcome = await send(batchTo(many(1000)));
		const pending = outcome.split(' ').filter((each) => each === '.').length;
		expect(pending).toBeGreaterThan(0);
		// At most what one connection has under way at once.
		expect(pending).toBeLessThanOrEqual(250);
		expect(await send(batchTo(['again']))).toBe('delivered');
	});

	test('asks for patience is left alone, and nobody is blamed', async () => {
		await begin();
		service.answer('busy', { status: 429, retryAfterSeconds: 1 });
		const from = Date.now();
		expect(await send(batchTo(['busy']))).toBe('.');
		expect(events).toMatchObject([{ kind: 'paused' }]);
		const [paused] = events;
		const until = paused?.kind === 'paused' ? paused.until : 0;
		expect(until - from).toBeGreaterThanOrEqual(990);
	});

	test('answers 429 for a while gets the rest afterwards, in its own time', async () => {
		await begin();
		service.answerNext(30, { status: 429, retryAfterSeconds: 1 });
		const first = (await send(batchTo(many(400)))).split(' ');
		const open = many(400).filter((_, each) => first[each] === '.');
		expect(open.length).toBeGreaterThanOrEqual(30);
		expect(await send(batchTo(open))).toBe(open.map(() => 'delivered').join(' '));
		expect(service.received()).toHaveLength(400);
	});

	test('answers 403 to everything is left to people, and no subscription is lost', async () => {
		await begin();
		service.answerNext(1000, { status: 403 });
		const outcome = await send(batchTo(many(200)));
		expect(outcome).not.toMatch(/gone|refused/);
		expect(events).toContainEqual({ kind: 'paused', until: expect.any(Number), status: 403 });
	});

	test('takes some and refuses a whole file of others is not left alone, and they are known when they are tried again', async () => {
		await begin();
		const foreign = Array.from({ length: 30 }, (_, each) => `foreign-${each}`);
		for (const name of foreign) service.answer(name, { status: 403 });
		await send(batchTo(many(1)));
		const mixed = many(30).flatMap((name, each) => [name, foreign[each] ?? name]);
		const outcomes = (await send(batchTo(mixed))).split(' ');
		expect(events.filter(({ kind }) => kind === 'paused')).toEqual([]);
		const open = mixed.filter((_, each) => outcomes[each] === '.');
		const again = await send(batchTo([...open, 'new']));
		expect(again).toBe([...open.map(() => 'refused'), 'delivered'].join(' '));
	});

	test('answers 403 to one and takes the others refuses that one alone', async () => {
		await begin();
		await send(batchTo(['a']));
		service.answer('foreign', { status: 403 });
		expect(await send(batchTo(['foreign', 'b']))).toBe('refused delivered');
	});

	test('fails again and again is left alone for a while', async () => {
		await begin();
		service.answerNext(1000, { status: 503 });
		expect(await send(batchTo(many(100)))).not.toContain('delivered');
		expect(events[0]?.kind).toBe('paused');
	});

	test('cannot be reached is left alone for a while', async () => {
		await begin();
		const batch = batchTo(['a']);
		await service.close();
		expect(await send(batch)).toBe('.');
		expect(events[0]?.kind).toBe('paused');
		service = await startPushService();
	});
});

test('a batch that is taken back leaves what has not left', async () => {
	await begin({ initialRate: 50 });
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 300);
	const outcome = await send(batchTo(many(500)), stop.signal);
	const delivered = outcome.split(' ').filter((each) => each === 'delivered').length;
	expect(delivered).toBeGreaterThan(0);
	expect(delivered).toBeLessThan(200);
	expect(service.received()).toHaveLength(delivered);
});

describe('in a thread of its own', () => {
	test('a sender does the same', async () => {
		await begin({}, { make: createThreadSender });
		const { keys } = service.subscription('a');
		const [prepared] = await sender.prepare([keys]);
		const batch = batchTo(['a', 'b']);
		service.answer('b', { status: 410 });
		const recipients = batch.recipients.map((each) => ({ ...each, prepared }));
		expect(await send({ ...batch, recipients })).toBe('delivered gone');
		expect(events).toEqual([{ kind: 'accepted' }]);
	});

	test('a batch can be taken back', async () => {
		await begin({ initialRate: 50 }, { make: createThreadSender });
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 300);
		expect(await send(batchTo(many(500)), stop.signal)).toContain('.');
	});

	test('a thread that ends gives its work back, and the next has a new one', async () => {
		await begin({}, { make: createThreadSender });
		service.answer('silent', { status: 201, instead: 'silence' });
		const stuck = send(batchTo(['silent']));
		await service.waitFor((received) => received.length === 1);
		await sender.close();
		await expect(stuck).rejects.toThrow('ended');
		expect(await send(batchTo(['a']))).toBe('delivered');
	});
});
