import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { Connection, Deadlines, PushRequest, PushResponse } from './connection.ts';

/** What RFC 9113 §6.5.2 recommends as the least; held until the service says its own limit. */
const streamsUntilTold = 100;
/** More answers than this under way on one connection gain nothing. */
const mostStreams = 250;

/** A connection over HTTP/2 on a socket whose ALPN agreed on it. `onChange` is called when it has room again or closes. */
export function http2Connection(
	origin: string,
	socket: TLSSocket,
	deadlines: Deadlines,
	onChange: () => void,
): Connection {
	const session = connect(origin, { createConnection: () => socket });
	const authority = new URL(origin).host;
	/** In the order of sending, with the time at which each must be answered. */
	const underWay = new Map<ClientHttp2Stream, number>();
	const late = new WeakSet<ClientHttp2Stream>();
	let isClosed = false;
	let streams = streamsUntilTold;

	function close(): void {
		if (isClosed) return;
		isClosed = true;
		onChange();
	}
	/** A peer that says goodbye need not hang up; whoever waits for it keeps a line and its clocks for ever. */
	function endIfDone(): void {
		if (isClosed && underWay.size === 0) session.destroy();
	}
	session.on('remoteSettings', ({ maxConcurrentStreams }) => {
		// Who allows none is tried all the same: the deadline of that message, and not silence, says that nothing goes.
		streams = Math.max(1, Math.min(maxConcurrentStreams ?? mostStreams, mostStreams));
		onChange();
	});
	// What is above the last stream it names was not looked at; node gives those streams back as refused.
	session.on('goaway', () => {
		close();
		endIfDone();
	});
	session.on('error', close);
	session.on('close', () => {
		clearInterval(watch);
		close();
	});
	const watch = setInterval(() => {
		const now = performance.now();
		for (const [stream, until] of underWay) {
			if (until > now) break;
			// One that waits inside nghttp2 for its turn does not close when it is told to.
			if (late.has(stream)) stream.destroy();
			else stream.close(constants.NGHTTP2_CANCEL);
			late.add(stream);
		}
	}, 500);
	watch.unref();
	const pings = pingEvery(session, deadlines);
	session.on('close', () => clearInterval(pings));

	return {
		free: () => (isClosed ? 0 : Math.max(0, streams - underWay.size)),
		get streams() {
			return streams;
		},
		get isIdle() {
			return underWay.size === 0;
		},
		get isClosed() {
			return isClosed;
		},
		send(request, done) {
			const stream = open(session, authority, request);
			if (!stream) {
				close();
				done({ kind: 'unsent' });
				return;
			}
			underWay.set(stream, performance.now() + deadlines.answer);
			let response: PushResponse | undefined;
			stream.on('response', (headers) => {
				const retryAfter = headers['retry-after'];
				const status = headers[':status'] ?? 0;
				response = { kind: 'status', status, retryAfter: retryAfter?.toString() };
				// The body of an answer says nothing that the status does not.
				stream.resume();
			});
			// Said again by `close`.
			stream.on('error', () => undefined);
			stream.on('close', () => {
				underWay.delete(stream);
				done(
					response ?? { kind: late.has(stream) ? 'late' : isUnseen(stream) ? 'unsent' : 'lost' },
				);
				endIfDone();
				onChange();
			});
			stream.end(request.body);
		},
		close() {
			close();
			session.destroy();
		},
	};
}

function open(
	session: ClientHttp2Session,
	authority: string,
	{ path, headers, body }: PushRequest,
): ClientHttp2Stream | undefined {
	if (session.closed || session.destroyed) return undefined;
	try {
		return session.request([
			':method',
			'POST',
			':scheme',
			'https',
			':authority',
			authority,
			':path',
			path,
			'content-length',
			String(body.length),
			...headers,
		]);
	} catch {
		// The session went away between the question and the request.
		return undefined;
	}
}

/** The service says itself that it did nothing with it (RFC 9113 §8.7). */
function isUnseen(stream: ClientHttp2Stream): boolean {
	return stream.rstCode === constants.NGHTTP2_REFUSED_STREAM;
}

/** A connection that answers no ping is dead, whatever the network says. */
function pingEvery(session: ClientHttp2Session, { ping, pingEvery: every }: Deadlines) {
	const timer = setInterval(() => {
		if (session.destroyed) return;
		const limit = setTimeout(() => session.destroy(), ping);
		session.ping(() => clearTimeout(limit));
	}, every);
	timer.unref();
	return timer;
}
