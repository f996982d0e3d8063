import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** A network between a browser and a server on loopback, which can become slow or go away. */
export interface WeakNetwork {
	readonly url: string;
	/** Answers come, hang without an end, or the connection is cut. */
	is(state: 'up' | 'hanging' | 'down'): void;
	close(): Promise<void>;
}

/** Opens a network on a port; what comes goes on to the server once its address is known. */
export async function openWeakNetwork(port: number, server: () => string): Promise<WeakNetwork> {
	let state: 'up' | 'hanging' | 'down' = 'up';
	const pass = (incoming: IncomingMessage, answer: ServerResponse) => {
		if (state === 'down') incoming.socket.destroy();
		if (state !== 'up') return;
		const { method, headers } = incoming;
		const onward = request(`${server()}${incoming.url}`, { method, headers }, (response) => {
			answer.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(answer);
		});
		onward.on('error', () => incoming.socket.destroy());
		incoming.pipe(onward);
	};
	const listening = createServer(pass);
	await new Promise<void>((resolve) => listening.listen(port, 'localhost', resolve));
	return {
		url: `http://localhost:${port}`,
		is(next) {
			state = next;
			if (next === 'down') listening.closeAllConnections();
		},
		async close() {
			const closed = new Promise((resolve) => listening.close(resolve));
			listening.closeAllConnections();
			await closed;
		},
	};
}
