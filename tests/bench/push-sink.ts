import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { makeCertificates } from '../certificates.ts';
import { newPushMailbox } from '../push-mailbox.ts';

// A push service in a process of its own that answers as it is told and counts. Subscription `n` lives at `/p/<n>` and
// has the keys of mailbox `n` modulo their number.

/** What the service says from now on. */
export interface SinkOrders {
	readonly status: number;
	readonly delayMs: number;
	/** Never answers at all. */
	readonly isSilent: boolean;
}

/** What arrived since the last reset. */
export interface SinkCounts {
	readonly received: number;
	/** Subscriptions that got at least one message. */
	readonly reached: number;
	/** Of the sample that was decrypted. */
	readonly opened: number;
	readonly unopened: number;
	readonly firstAt: number;
	readonly lastAt: number;
}

export interface SinkAddress {
	readonly http2: string;
	readonly http1: string;
	readonly caFile: string;
	readonly keys: readonly { readonly p256dh: string; readonly auth: string }[];
}

const mailboxes = Array.from({ length: 200 }, newPushMailbox);
/** One in so many is decrypted: enough to notice a fault, and not what is measured. */
const sampleEvery = 500;
const mostSubscriptions = 2_000_000;

let orders: SinkOrders = { status: 201, delayMs: 0, isSilent: false };
let counts = newCounts();
const seen = new Uint8Array(mostSubscriptions);

function newCounts() {
	return { received: 0, reached: 0, opened: 0, unopened: 0, firstAt: 0, lastAt: 0 };
}

function take(path: string, body: Readable, answer: (status: number) => void): void {
	const number = Number(path.slice('/p/'.length));
	counts.received += 1;
	if (seen[number] === 0) counts.reached += 1;
	seen[number] = Math.min(255, (seen[number] ?? 0) + 1);
	counts.lastAt = Date.now();
	counts.firstAt ||= counts.lastAt;
	if (counts.received % sampleEvery === 1) void open(number, body);
	else body.resume();
	if (orders.isSilent) return;
	if (orders.delayMs > 0) setTimeout(() => answer(orders.status), orders.delayMs);
	else answer(orders.status);
}

async function open(number: number, body: Readable): Promise<void> {
	const sealed = await buffer(body);
	try {
		JSON.parse(mailboxes[number % mailboxes.length]?.open(sealed) ?? '');
		counts.opened += 1;
	} catch {
		counts.unopened += 1;
	}
}

const { authority, certificate, key } = await makeCertificates();
const caFile = join(await mkdtemp(join(tmpdir(), 'mingbai-sink-')), 'ca.pem');
await writeFile(caFile, authority);

const http2 = createSecureServer({ cert: certificate, key });
http2.on('stream', (stream: ServerHttp2Stream, headers) => {
	stream.on('error', () => undefined);
	take(String(headers[':path']), stream, (status) => {
		if (!stream.destroyed) stream.respond({ ':status': status }, { endStream: true });
	});
});
http2.on('sessionError', () => undefined);
const http1 = createServer({ cert: certificate, key }, (request, response) => {
	take(request.url ?? '', request, (status) => response.writeHead(status).end());
});

process.on('message', (message: { set?: SinkOrders; reset?: true; count?: true }) => {
	if (message.set) orders = message.set;
	if (message.reset) {
		counts = newCounts();
		seen.fill(0);
	}
	process.send?.(counts);
});
await Promise.all([http2, http1].map((server) => once(server.listen(0, 'localhost'), 'listening')));
const originOf = (server: { address(): unknown }) =>
	`https://localhost:${(server.address() as AddressInfo).port}`;
const address: SinkAddress = {
	http2: originOf(http2),
	http1: originOf(http1),
	caFile,
	keys: mailboxes.map(({ keys }) => keys),
};
process.send?.(address);
