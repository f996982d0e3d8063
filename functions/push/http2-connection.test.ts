import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { makeCertificates } from '../../tests/certificates.ts';
import { usualDeadlines } from './connection.ts';
import { dialWith } from './dial.ts';

// Frames on stream 0 (RFC 9113 §4.1): empty SETTINGS; GOAWAY without an error; PING.
const settings = Buffer.from('000000040000000000', 'hex');
const goaway = Buffer.from('0000080700000000000000000000000000', 'hex');
const ping = Buffer.from('0000080600000000000000000000000000', 'hex');

test('a service that says goodbye and never hangs up is left', async () => {
	const { authority, certificate, key } = await makeCertificates();
	const options = { cert: certificate, key, ALPNProtocols: ['h2'], allowHalfOpen: true };
	const server = createServer(options).listen(0, 'localhost');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const arrived = once(server, 'secureConnection') as Promise<[TLSSocket]>;
	const connection = await dialWith(usualDeadlines, [authority])(
		`https://localhost:${port}`,
		() => {},
	);
	const [socket] = await arrived;
	socket.on('error', () => undefined).resume();
	const left = new Promise((resolve) => socket.once('close', resolve));
	socket.write(Buffer.concat([settings, goaway]));
	// To somebody who has gone nothing can be written.
	const writing = setInterval(() => socket.write(ping), 20);
	await left;
	clearInterval(writing);
	expect(connection.isClosed).toBe(true);
	await new Promise((resolve) => server.close(resolve));
});
