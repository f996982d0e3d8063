import { Agent, request as send } from 'node:https';
import type { Connection, Deadlines } from './connection.ts';

/** Side by side; what is not answered occupies its socket. */
const sockets = 50;

/** Connections over HTTP/1.1 to a service that knows nothing newer, as one. `onChange` is called when there is room again. */
export function http1Connection(
	origin: string,
	ca: readonly string[] | undefined,
	deadlines: Deadlines,
	onChange: () => void,
): Connection {
	const agent = new Agent({
		keepAlive: true,
		maxSockets: sockets,
		timeout: deadlines.answer,
		...(ca && { ca: [...ca] }),
	});
	const { host } = new URL(origin);
	let underWay = 0;
	let isClosed = false;
	return {
		free: () => (isClosed ? 0 : sockets - underWay),
		streams: sockets,
		get isIdle() {
			return underWay === 0;
		},
		get isClosed() {
			return isClosed;
		},
		send({ path, headers, body }, done) {
			underWay += 1;
			let isDone = false;
			const end = (response: Parameters<typeof done>[0]) => {
				if (isDone) return;
				isDone = true;
				underWay -= 1;
				done(response);
				onChange();
			};
			const request = send(`${origin}${path}`, {
				method: 'POST',
				agent,
				signal: AbortSignal.timeout(deadlines.answer),
				headers: ['host', host, 'content-length', String(body.length), ...headers],
			});
			request.on('error', ({ name }) => end({ kind: name === 'AbortError' ? 'late' : 'lost' }));
			request.on('response', (response) => {
				response.resume();
				end({
					kind: 'status',
					status: response.statusCode ?? 0,
					retryAfter: response.headers['retry-after'],
				});
			});
			request.end(body);
		},
		close() {
			isClosed = true;
			agent.destroy();
		},
	};
}
