import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** An answer that passed through: the bytes of its body as they went over the wire. */
export interface Answered {
	readonly path: string;
	readonly type: string;
	readonly bytes: number;
	/** A page, style or script that no page loads, but a service worker keeps. */
	readonly isForOffline: boolean;
}

export interface CountingProxy {
	readonly url: string;
	leadTo(url: string): void;
	answered(): readonly Answered[];
	close(): Promise<void>;
}

/** Stands between a browser and a portal, and counts what passes, whoever in the browser asks for it. */
export async function startCountingProxy(): Promise<CountingProxy> {
	const answers: Answered[] = [];
	let portal = '';
	const server = createServer((asked, response) => {
		const { method, headers } = asked;
		const passed = request(portal + asked.url, { method, headers }, (answer) => {
			pass(asked, answer, response, (each) => answers.push(each));
		});
		passed.on('error', () => response.writeHead(502).end());
		asked.pipe(passed);
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port was given');
	return {
		url: `http://localhost:${address.port}`,
		leadTo(url) {
			portal = url;
		},
		answered: () => answers,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

function pass(
	asked: IncomingMessage,
	answer: IncomingMessage,
	response: ServerResponse,
	count: (answered: Answered) => void,
): void {
	let bytes = 0;
	answer.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
	});
	answer.on('end', () => {
		const type = answer.headers['content-type'] ?? '';
		const isFetched = asked.headers['sec-fetch-dest'] === 'empty';
		const isForOffline = isFetched && /html|css|javascript/.test(type);
		count({ path: asked.url ?? '', type, bytes, isForOffline });
	});
	response.writeHead(answer.statusCode ?? 502, answer.headers);
	answer.pipe(response);
}
