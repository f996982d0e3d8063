import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { getAsWritten } from '../tests/raw-http.ts';
import { type Answering, listen } from './listen.ts';

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

test('a page that is in memory does not wait for the crowd of forms that came before it', async () => {
	const answered: string[] = [];
	const answering: Answering = {
		app: {
			fetch: () => {
				answered.push('form');
				return new Response('taken');
			},
		},
		pages: ({ url }, response) => {
			if (url !== '/') return false;
			answered.push('page');
			response.end('read');
			return true;
		},
	};
	const opened = await listen(answering, { port: 0, host: '127.0.0.1', basePath: '' });
	server = opened.server;
	const people = await Promise.all(Array.from({ length: 41 }, () => open(opened.port)));
	await Promise.all(people.map((each) => ask(each, 'GET /')));
	answered.length = 0;
	const [reader, ...crowd] = people.toReversed();
	const taken = crowd.map((each) => ask(each, 'POST /api/reports'));
	await Promise.all([...taken, reader && ask(reader, 'GET /')]);
	expect(answered).toHaveLength(41);
	expect(answered.indexOf('page')).toBeLessThan(20);
});

test('a host that would hide the path of an address is refused, and not answered with another page', async () => {
	const answering: Answering = {
		app: { fetch: ({ url }) => new Response(new URL(url).pathname) },
		pages: () => false,
	};
	const opened = await listen(answering, { port: 0, host: '127.0.0.1', basePath: '' });
	server = opened.server;
	// As many characters as the host that is read out of it, which is what a look at the length goes by.
	const { status } = await getAsWritten(opened.port, '/notices/', { Host: '\uFEFF!#  --- !' });
	expect(status).toBe(400);
});

async function ask(socket: Socket, what: string): Promise<void> {
	socket.write(`${what} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
	await once(socket, 'data');
}

async function open(port: number): Promise<Socket> {
	const socket = connect(port, '127.0.0.1').setNoDelay(true);
	await once(socket, 'connect');
	return socket;
}
