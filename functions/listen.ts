import { type ServerType, serve } from '@hono/node-server';
import type { Config } from './config.ts';
import type { Portal } from './portal.ts';

/** Serves a portal over HTTP. Resolves when it accepts requests, with the port it got. */
export function listen(
	portal: Portal,
	config: Pick<Config, 'port' | 'host'>,
): Promise<{ server: ServerType; port: number }> {
	return new Promise((resolve, reject) => {
		const server = serve(
			{ fetch: portal.app.fetch, port: config.port, hostname: config.host },
			({ port }) => resolve({ server, port }),
		);
		server.once('error', reject);
	});
}

const graceMs = 5_000;

/** Ends with the process: open answers are finished, then the store is closed. */
export function closeOnSignal(portal: Portal, server: ServerType): void {
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
