import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import type { Connection, Deadlines } from './connection.ts';
import { http1Connection } from './http1-connection.ts';
import { http2Connection } from './http2-connection.ts';

/** Opens a connection to a push service: HTTP/2 where it speaks it (ALPN, RFC 7301), HTTP/1.1 otherwise. */
export type Dial = (origin: string, onChange: () => void) => Promise<Connection>;

/** `ca` replaces the certificates that are trusted, as for a push service of our own. Throws when nothing answers in time. */
export function dialWith(deadlines: Deadlines, ca?: readonly string[]): Dial {
	return async (origin, onChange) => {
		const socket = await openSocket(origin, deadlines, ca);
		if (socket.alpnProtocol === 'h2') return http2Connection(origin, socket, deadlines, onChange);
		socket.destroy();
		return http1Connection(origin, ca, deadlines, onChange);
	};
}

async function openSocket(
	origin: string,
	deadlines: Deadlines,
	ca: readonly string[] | undefined,
): Promise<TLSSocket> {
	const { hostname, port } = new URL(origin);
	const socket = connect({
		host: hostname,
		port: Number(port || 443),
		ALPNProtocols: ['h2', 'http/1.1'],
		...(ca && { ca: [...ca] }),
	});
	// A message must not wait for the next one.
	socket.setNoDelay(true);
	try {
		await once(socket, 'secureConnect', { signal: AbortSignal.timeout(deadlines.connect) });
		return socket;
	} catch (error) {
		socket.destroy();
		throw error;
	}
}
