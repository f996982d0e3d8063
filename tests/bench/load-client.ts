import { connect, type Socket } from 'node:net';

/** How hard the client works: so many connections, each with one request under way, for so long. */
export interface Load {
	readonly port: number;
	readonly path: string;
	readonly connections: number;
	readonly seconds: number;
	/** The bodies that are sent in turn. */
	readonly bodies: readonly string[];
	/** JSON unless it is said. */
	readonly type?: string;
}

/** What came of it: answers with the status `expected` in a second, other answers, and how long an answer took. */
export interface LoadOutcome {
	readonly perSecond: number;
	readonly unexpected: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
}

// A process of its own, so that the portal has its core for itself. Takes one order after the other from its parent.
process.on('message', async (order: Load & { readonly expected: number }) => {
	process.send?.(await run(order));
});

async function run(load: Load & { readonly expected: number }): Promise<LoadOutcome> {
	const requests = load.bodies.map((body) => requestOf(load, body));
	const times: number[] = [];
	let unexpected = 0;
	let next = 0;
	const started = performance.now();
	const end = started + load.seconds * 1000;
	await Promise.all(
		Array.from({ length: load.connections }, () =>
			eachInTurn(load.port, end, {
				request: () => {
					next += 1;
					return requests[next % requests.length] ?? Buffer.alloc(0);
				},
				answered: (status, tookMs) => {
					if (status === load.expected) times.push(tookMs);
					else unexpected += 1;
				},
			}),
		),
	);
	const seconds = (performance.now() - started) / 1000;
	times.sort((one, other) => one - other);
	const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
	return { perSecond: times.length / seconds, unexpected, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** One connection: a request, its answer, the next request, until the time is over. */
function eachInTurn(
	port: number,
	end: number,
	on: { request(): Buffer; answered(status: number, tookMs: number): void },
): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
		let sentAt = 0;
		let got = '';
		const send = () => {
			sentAt = performance.now();
			socket.write(on.request());
		};
		socket.once('connect', send).once('error', reject);
		socket.setEncoding('latin1').on('data', (text: string) => {
			got += text;
			const headEnds = got.indexOf('\r\n\r\n');
			if (headEnds < 0 || got.length < headEnds + 4 + bodyLength(got.slice(0, headEnds))) return;
			on.answered(Number(got.slice(9, 12)), performance.now() - sentAt);
			got = '';
			if (performance.now() < end) send();
			else socket.end(resolve);
		});
	});
}

function bodyLength(head: string): number {
	return Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
}

function requestOf({ port, path, type = 'application/json' }: Load, body: string): Buffer {
	const head = [
		`POST ${path} HTTP/1.1`,
		`Host: 127.0.0.1:${port}`,
		`Content-Type: ${type}`,
		`Content-Length: ${Buffer.byteLength(body)}`,
	];
	return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
