import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Config } from './config.ts';
import type { Metrics } from './metrics/metrics.ts';
import { requestKind } from './metrics/request-kind.ts';
import type { Portal } from './portal.ts';
import { canBeHost } from './serving/host-header.ts';
import type { PageListener } from './serving/page-listener.ts';
import { createPortions } from './serving/portions.ts';

/** What answers requests: an application, and the short way to pages that are in memory. */
export interface Answering {
	readonly app: Pick<Hono, 'fetch'>;
	readonly pages: PageListener;
}

/** How long a request may take to come, in milliseconds: a recording of 10 MB from a village takes minutes. */
const slowest = {
	headersTimeout: 20_000,
	requestTimeout: 300_000,
	connectionsCheckingInterval: 5_000,
} as const;

/** A page that is in memory waits for so many requests of other kinds at most. */
const betweenPages = 4;

/** Serves over HTTP. Resolves when requests are accepted, with the port it got. */
export function listen(
	{ app, pages }: Answering,
	config: Pick<Config, 'port' | 'host' | 'basePath'>,
	metrics?: Pick<Metrics, 'answered'>,
): Promise<{ server: Server; port: number }> {
	const application = getRequestListener(app.fetch, { hostname: config.host });
	const inPortions = createPortions(betweenPages);
	const server = createServer(slowest, (request, response) => {
		if (metrics) countAnswer(metrics, config.basePath, request, response);
		if (!canBeHost(request.headers.host)) refuse(response);
		else if (!pages(request, response)) inPortions(() => void application(request, response));
	});
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, config)));
		server.listen(config.port, config.host, () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : config.port;
			resolve({ server, port });
		});
	});
}

/** RFC 9110 §7.2 asks for this answer. */
function refuse(response: ServerResponse): void {
	response.writeHead(400, { Connection: 'close' }).end();
}

function portError(
	error: NodeJS.ErrnoException,
	{ port, host }: Pick<Config, 'port' | 'host'>,
): Error {
	if (error.code !== 'EADDRINUSE') return error;
	return new Error(
		`Something else answers at port ${port} of ${host} already. Stop it first, or set another PORT.`,
	);
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

/** Ends with the process: open answers are finished, then what is open at that moment is closed. */
export function closeOnSignal(
	portal: () => Pick<Portal, 'stopSending' | 'close'> | undefined,
	server: Server,
): void {
	let closing = false;
	const close = () => {
		if (closing) return;
		closing = true;
		portal()?.stopSending();
		server.close(() => {
			(portal()?.close() ?? Promise.resolve()).then(
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
