import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Config } from './config.ts';
import type { Metrics } from './metrics/metrics.ts';
import { requestKind } from './metrics/request-kind.ts';
import type { Portal } from './portal.ts';

/** Serves a portal over HTTP. Resolves when it accepts requests, with the port it got. */
export function listen(
	{ app, pages }: Pick<Portal, 'app' | 'pages'>,
	config: Pick<Config, 'port' | 'host' | 'basePath'>,
	metrics?: Pick<Metrics, 'answered'>,
): Promise<{ server: Server; port: number }> {
	const application = getRequestListener(app.fetch, { hostname: config.host });
	const server = createServer((request, response) => {
		if (metrics) countAnswer(metrics, config.basePath, request, response);
		if (!pages(request, response)) void application(request, response);
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(config.port, config.host, () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : config.port;
			resolve({ server, port });
		});
	});
}

/** Counts an answer when it is sent; one that broke off counts as what it had begun to be. */
function countAnswer(
	metrics: Pick<Metrics, 'answered'>,
	basePath: string,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const began = performance.now();
	const kind = requestKind((request.url ?? '').slice(basePath.length));
	response.once('close', () => {
		metrics.answered(kind, response.statusCode, (performance.now() - began) / 1000);
	});
}

const graceMs = 5_000;

/** Ends with the process: open answers are finished, then the store is closed. */
export function closeOnSignal(portal: Portal, server: Server): void {
	let closing = false;
	const close = () => {
		if (closing) return;
		closing = true;
		portal.stopSending();
		server.close(() => {
			portal.close().then(
				() => process.exit(0),
				() => process.exit(1),
			);
		});
		server.closeIdleConnections();
		// Whoever is still sending after this time is not waited for.
		setTimeout(() => server.closeAllConnections(), graceMs).unref();
	};
	process.on('SIGINT', close);
	process.on('SIGTERM', close);
}
