import { connect, type Socket } from 'node:net';

/** How hard the client works: so many connections, each with one request under way, for so long. */
export interface Load {
	readonly port: number;
	readonly connections: number;
	readonly seconds: number;
	/** Whole requests as they go over the wire (`request-text.ts`), sent in turn. */
	readonly requests: readonly string[];
	/** Statuses that are as they should be. */
	readonly expected: readonly number[];
	/** How long each connection waits after an answer, as people do; without it not at all. */
	readonly pauseMs?: number;
}

/** What came of it: answers as they should be in a second, how long each took, and how many there were of each other status. */
export interface LoadOutcome {
	readonly perSecond: number;
	readonly unexpected: number;
	/** Answers by status, those that were expected too. */
	readonly statuses: Readonly<Record<string, number>>;
	readonly p50Ms: number;
	readonly p99Ms: number;
}

// A process of its own, so that the portal has its core for itself. Takes one order after the other from its parent.
process.on('message', async (order: Load) => {
	process.send?.(await run(order));
});

async function run(load: Load): Promise<LoadOutcome> {
	const requests = load.requests.map((text) => Buffer.from(text));
	const times: number[] = [];
	const statuses: Record<string, number> = {};
	let unexpected = 0;
	let next = 0;
	const started = performance.now();
	const end = started + load.seconds * 1000;
	await Promise.all(
		Array.from({ length: load.connections }, () =>
			eachInTurn(load, end, {
				request: () => {
					next += 1;
					return requests[next % requests.length] ?? Buffer.alloc(0);
				},
				answered: (status, tookMs) => {
					statuses[status] = (statuses[status] ?? 0) + 1;
					if (load.expected.includes(status)) times.push(tookMs);
					else unexpected += 1;
				},
			}),
		),
	);
	const seconds = (performance.now() - started) / 1000;
	times.sort((one, other) => one - other);
	const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
	return {
		perSecond: times.length / seconds,
		unexpected,
		statuses,
		p50Ms: at(0.5),
		p99Ms: at(0.99),
	};
}

/** One connection: a request, its answer, the next request, until the time is over. What breaks off counts as status 0, and is dialled again. */
function eachInTurn(
	{ port, pauseMs = 0 }: Pick<Load, 'port' | 'pauseMs'>,
	end: number,
	on: { request(): Buffer; answered(status: number, tookMs: number): void },
): Promise<void> {
	return new Promise((resolve) => {
		let sentAt = performance.now();
		function open(): void {
			const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
			let answer = beginAnswer();
			let isDone = false;
			const send = () => {
				sentAt = performance.now();
				socket.write(on.request());
			};
			socket.once('connect', send).once('error', () => undefined);
			socket.on('data', (bytes: Buffer) => {
				if (!answer.take(bytes)) return;
				on.answered(answer.status(), performance.now() - sentAt);
				answer = beginAnswer();
				if (pauseMs > 0) setTimeout(goOn, pauseMs);
				else goOn();
			});
			const goOn = () => {
				if (performance.now() < end) send();
				else {
					isDone = true;
					socket.end(resolve);
				}
			};
			socket.once('close', () => {
				if (isDone) return;
				on.answered(0, performance.now() - sentAt);
				if (performance.now() < end) setTimeout(open, 10);
				else resolve();
			});
		}
		open();
	});
}

/** An answer as it comes in; `take` says when it is whole. */
function beginAnswer() {
	let head = '';
	let bodySize = -1;
	let isChunked = false;
	let got = 0;
	let tail = '';

	function readHead(bytes: Buffer): Buffer | undefined {
		head += bytes.toString('latin1');
		const ends = head.indexOf('\r\n\r\n');
		if (ends < 0) return undefined;
		const body = Buffer.from(head.slice(ends + 4), 'latin1');
		head = head.slice(0, ends);
		isChunked = /transfer-encoding: chunked/i.test(head);
		bodySize = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
		return body;
	}

	return {
		status: () => Number(head.slice(9, 12)),
		take(bytes: Buffer): boolean {
			const body = bodySize < 0 ? readHead(bytes) : bytes;
			if (!body) return false;
			got += body.length;
			if (!isChunked) return got >= bodySize;
			tail = (tail + body.subarray(-8).toString('latin1')).slice(-8);
			return tail.endsWith('0\r\n\r\n');
		},
	};
}
