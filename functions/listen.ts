import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Config } from './config.ts';
import type { Portal } from './portal.ts';

/** Answers a request over HTTP. */
export type Fetch = Hono['fetch'];

/** Serves over HTTP. Resolves when requests are accepted, with the port it got. */
export function listen(
	fetch: Fetch,
	{ port: wanted, host }: Pick<Config, 'port' | 'host'>,
): Promise<{ server: ServerType; port: number }> {
	return new Promise((resolve, reject) => {
		const server = serve({ fetch, port: wanted, hostname: host }, ({ port }) =>
			resolve({ server, port }),
		);
		server.once('error', (error: NodeJS.ErrnoException) =>
			reject(
				error.code === 'EADDRINUSE'
					? new Error(
							`Something else answers at port ${wanted} of ${host} already. Stop it first, or set another PORT.`,
						)
					: error,
			),
		);
	});
}

const graceMs = 5_000;

/** Ends with the process: open answers are finished, then what is open at that moment is closed. */
export function closeOnSignal(
	portal: () => Pick<Portal, 'stopSending' | 'close'> | undefined,
	server: ServerType,
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
		if ('closeIdleConnections' in server) server.closeIdleConnections();
		// Whoever is still sending after this time is not waited for.
		setTimeout(
			() => 'closeAllConnections' in server && server.closeAllConnections(),
			graceMs,
		).unref();
	};
	process.on('SIGINT', close);
	process.on('SIGTERM', close);
}
