import { createServer } from 'node:http';
import type { Metrics } from './metrics.ts';

/** Answers `GET /metrics` at a port of its own, which no reader reaches. Resolves with the port when it does. */
export function serveMetrics(
	metrics: Pick<Metrics, 'contentType' | 'text'>,
	{ port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly port: number; close(): void }> {
	const server = createServer(async (request, response) => {
		if (request.method !== 'GET' || request.url !== '/metrics') {
			response.writeHead(404).end('GET /metrics\n');
			return;
		}
		const text = await metrics.text();
		response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text);
	});
	return new Promise((resolve, reject) => {
		const fail = (error: NodeJS.ErrnoException) =>
			reject(
				new Error(
					`METRICS_PORT ${port} of METRICS_HOST ${host} cannot be listened on (${error.code}). Choose another.`,
					{ cause: error },
				),
			);
		server.once('error', fail).listen(port, host, () => {
			const address = server.address();
			const given = typeof address === 'object' && address ? address.port : port;
			resolve({ port: given, close: () => server.close() });
		});
	});
}
