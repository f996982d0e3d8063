import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
	constants,
	createSecureServer,
	type Http2ServerRequest,
	type Http2ServerResponse,
} from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeCertificates } from './certificates.ts';
import { newPushMailbox, type PushMailbox } from './push-mailbox.ts';

/** A message as the browser of a subscription would have got it. */
export interface ReceivedPush {
	readonly subscription: string;
	readonly text: string;
	/** Of the sealed body, as anybody on the way sees it. */
	readonly bytes: number;
	/** The key that it was sealed with, base64url (`keyid`, RFC 8188 §2.1). */
	readonly senderKey: string;
	readonly headers: {
		readonly ttl: number;
		readonly topic: string | undefined;
		readonly urgency: string | undefined;
		readonly authorization: string;
	};
}

/** What the service says to a message; `after` holds the answer back until it resolves. */
export interface PushAnswer {
	readonly status: 201 | 400 | 403 | 404 | 406 | 410 | 413 | 429 | 500 | 503;
	readonly retryAfterSeconds?: number;
	readonly after?: Promise<void>;
	/** Instead of an answer, over HTTP/2: nothing ever, RST_STREAM, RST_STREAM "not looked at", GOAWAY for all, or a cut line. */
	readonly instead?: 'silence' | 'reset' | 'refused-stream' | 'goaway' | 'cut';
}

/** A push service (RFC 8030) on loopback that holds the private keys of its subscriptions. */
export interface PushService {
	/** For `PUSH_EXTRA_ORIGINS`. */
	readonly origin: string;
	/** For `NODE_EXTRA_CA_CERTS`. */
	readonly caFile: string;
	/** What a browser gives to the portal; the same name is the same subscription. */
	subscription(name: string): { endpoint: string; keys: PushMailbox['keys'] };
	/** From now on messages to a subscription are answered so. They are recorded all the same. */
	answer(name: string, answer: PushAnswer): void;
	/** So many messages, to whomever, are answered so before anything else; they are not recorded. */
	answerNext(count: number, answer: PushAnswer): void;
	/** Connections that were opened to it. */
	connections(): number;
	/** Those that are open now. */
	openConnections(): number;
	/** What arrived for one subscription, or for all, in the order of arrival. */
	received(name?: string): readonly ReceivedPush[];
	/** Resolves as soon as what arrived satisfies the predicate. */
	waitFor(predicate: (received: readonly ReceivedPush[]) => boolean): Promise<void>;
	close(): Promise<void>;
}

interface Subscription {
	readonly name: string;
	readonly mailbox: PushMailbox;
	answer: PushAnswer;
}

/** Starts a push service with a certificate of its own authority. */
export async function startPushService({
	http2 = true,
	streams = 100,
}: {
	/** Without it the service speaks HTTP/1.1 alone. */
	readonly http2?: boolean;
	/** How many messages at once it allows on a connection over HTTP/2. */
	readonly streams?: number;
} = {}): Promise<PushService> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-push-'));
	const { authority, certificate, key } = await makeCertificates();
	const caFile = join(folder, 'ca.pem');
	await writeFile(caFile, authority);

	const byPath = new Map<string, Subscription>();
	const arrived: ReceivedPush[] = [];
	const waiting = new Set<() => void>();
	const sockets = new Set<Socket>();

	let opened = 0;
	let next: { left: number; readonly answer: PushAnswer } | undefined;

	const server = http2
		? createSecureServer({
				cert: certificate,
				key,
				allowHTTP1: true,
				settings: { maxConcurrentStreams: streams },
			})
		: createServer({ cert: certificate, key });
	server.on('request', (request: Http2ServerRequest, response: Http2ServerResponse) => {
		take(request, response).catch((error: unknown) => {
			if (!response.headersSent) response.writeHead(400).end(String(error));
		});
	});
	server.on('secureConnection', () => {
		opened += 1;
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket.once('close', () => sockets.delete(socket)));
	});

	async function take(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
		const body = await buffer(request);
		if (next && next.left > 0) {
			next.left -= 1;
			return say(next.answer, request, response);
		}
		const subscription = byPath.get(request.url);
		if (!subscription) return void response.writeHead(404).end();
		arrived.push(readPush(subscription, request, body));
		for (const look of waiting) look();
		await say(subscription.answer, request, response);
	}

	async function say(
		{ status, retryAfterSeconds, after, instead }: PushAnswer,
		request: Http2ServerRequest,
		response: Http2ServerResponse,
	): Promise<void> {
		await after;
		if (instead) return misbehave(instead, request);
		if (retryAfterSeconds) response.setHeader('retry-after', String(retryAfterSeconds));
		response.writeHead(status).end();
	}

	function named(name: string): { path: string; subscription: Subscription } {
		const path = `/push/${encodeURIComponent(name)}`;
		const subscription = byPath.get(path) ?? newSubscription(name);
		byPath.set(path, subscription);
		return { path, subscription };
	}

	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	// A server that listens on a port has an address with that port.
	const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		caFile,
		subscription(name) {
			const { path, subscription } = named(name);
			return { endpoint: `${origin}${path}`, keys: subscription.mailbox.keys };
		},
		answer(name, answer) {
			named(name).subscription.answer = answer;
		},
		answerNext(left, answer) {
			next = { left, answer };
		},
		connections: () => opened,
		openConnections: () => sockets.size,
		received: (name) => arrived.filter((each) => name === undefined || each.subscription === name),
		waitFor: (predicate) =>
			new Promise((resolve) => {
				const look = () => {
					if (!predicate(arrived)) return;
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				look();
			}),
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
			await rm(folder, { recursive: true });
		},
	};
}

/** What services do on a bad day, instead of answering. */
function misbehave(how: NonNullable<PushAnswer['instead']>, { stream }: Http2ServerRequest): void {
	if (how === 'reset') stream.close(constants.NGHTTP2_INTERNAL_ERROR);
	if (how === 'refused-stream') stream.close(constants.NGHTTP2_REFUSED_STREAM);
	if (how === 'cut') stream.session?.destroy();
	// Streams after the last one that is named were not looked at; this one is answered by nobody.
	if (how === 'goaway')
		stream.session?.goaway(constants.NGHTTP2_NO_ERROR, Math.max(0, (stream.id ?? 0) - 2));
}

function newSubscription(name: string): Subscription {
	return { name, mailbox: newPushMailbox(), answer: { status: 201 } };
}

/** Refuses what real services refuse: no TTL (RFC 8030 §5.2), no VAPID, another coding (RFC 8291 §4). */
function readPush(
	{ name, mailbox }: Subscription,
	request: Http2ServerRequest,
	body: Buffer,
): ReceivedPush {
	const { ttl, topic, urgency, authorization, 'content-encoding': coding } = request.headers;
	if (request.method !== 'POST' || ttl === undefined || coding !== 'aes128gcm' || !authorization) {
		throw new Error('not a push message');
	}
	return {
		subscription: name,
		text: mailbox.open(body),
		bytes: body.length,
		senderKey: body.subarray(21, 86).toString('base64url'),
		headers: { ttl: Number(ttl), topic: one(topic), urgency: one(urgency), authorization },
	};
}

function one(value: string | string[] | undefined): string | undefined {
	return Array.isArray(value) ? value.join() : value;
}
