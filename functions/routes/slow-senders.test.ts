import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { listen } from '../listen.ts';
import { shedLoad } from './busy.ts';
import { answerFaults } from './faults.ts';
import type { Pace } from './patience.ts';
import { readReportBody } from './report-body.ts';
import { createUnavailable } from './unavailable.ts';

/** A third of a second, and 100 KB in each one more. */
const pace: Pace = { graceMs: 300, bytesPerSecond: 100_000 };

const app = new Hono();
const unavailable = createUnavailable('', async () => undefined);
app.use('/slowly/*', shedLoad({ unavailable, trustedProxies: 1, pace }));
app.use(
	'/crowded/*',
	shedLoad({ unavailable, trustedProxies: 1 }, { places: 4, waiting: 0, longestMs: 0 }),
);
app.use('/patiently/*', shedLoad({ unavailable, trustedProxies: 1 }));
app.post('/:how/reports', async (context) => {
	const { values, image, withoutImage } = (await readReportBody(context, pace)) ?? {};
	return context.json({ ...values, bytes: image?.length, withoutImage });
});
/** What the log says of faults, and the answer that nobody waits for any more. */
const faults: string[] = [];
const brokenOff = Promise.withResolvers<number>();
app.use('/broken-off', async (context, next) => {
	await next();
	brokenOff.resolve(context.res.status);
});
app.post('/broken-off', async (context) => context.text(await context.req.text()));
answerFaults(app, {
	basePath: '',
	health: { note: () => undefined, look: async () => 'ok' },
	unavailable,
	log: { error: (line) => faults.push(line) },
});
const config = { port: 0, host: 'localhost', basePath: '' };
const { server, port } = await listen({ app, pages: () => false }, config);
const sockets: Socket[] = [];
afterAll(() => {
	for (const socket of sockets) socket.destroy();
	server.close();
});

/** Sends the head of a form and how it begins; the rest does not come. */
async function begin(path: string, form: { type: string; length: number; begin: string }) {
	const socket = connect(port, 'localhost');
	sockets.push(socket);
	await once(socket, 'connect');
	socket.write(
		`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${form.type}\r\nContent-Length: ${form.length}\r\n\r\n${form.begin}`,
	);
	return socket;
}

const fields = { type: 'application/x-www-form-urlencoded', length: 100, begin: 'c' };

const picture = {
	type: 'multipart/form-data; boundary=x',
	length: 1_000_000,
	begin:
		'--x\r\nContent-Disposition: form-data; name="content"\r\n\r\n家里进水了\r\n--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\nPNG',
};

test('hundreds that send a single byte keep no call for help waiting', async () => {
	await Promise.all(Array.from({ length: 300 }, () => begin('/patiently/reports', fields)));
	const body = new URLSearchParams({ content: '救命' });
	const answer = await fetch(`http://localhost:${port}/patiently/reports`, {
		method: 'POST',
		body,
	});
	expect(await answer.json()).toEqual({ content: '救命' });
});

test('a form that does not arrive in time is told so, and its connection ends', async () => {
	const said = await text(await begin('/slowly/reports', fields));
	expect(said).toContain('HTTP/1.1 408 ');
	expect(said).toContain('传得太慢');
});

test('of a picture that comes too slowly the words are kept', async () => {
	const said = await text(await begin('/slowly/reports', picture));
	expect(said).toContain('"content":"家里进水了"');
	expect(said).toContain('"withoutImage":"late"');
});

test('slow pictures of one network leave places to those of others', async () => {
	await Promise.all(Array.from({ length: 20 }, () => begin('/patiently/reports', picture)));
	const body = new FormData();
	body.set('content', '桥断了');
	body.set('image', new Blob([new Uint8Array(100_000)]), 'a.png');
	const answer = await fetch(`http://localhost:${port}/patiently/reports`, {
		method: 'POST',
		headers: { 'X-Forwarded-For': '192.0.2.7' },
		body,
	});
	expect(answer.status).toBe(200);
	expect(await answer.json()).toMatchObject({ content: '桥断了', bytes: 100_000 });
});

test('a picture that finds no place is left out, and the words go on', async () => {
	const body = new FormData();
	body.set('content', '救命');
	body.set('image', new Blob([new Uint8Array(100_000)]), 'a.png');
	const send = () => fetch(`http://localhost:${port}/crowded/reports`, { method: 'POST', body });
	// The one before has its place as soon as it is heard of, unless this one is heard of first.
	const sendAfterAnother = async () => {
		await begin('/crowded/reports', { ...picture, length: 8_000_000 });
		return (await send()).json();
	};
	await expect
		.poll(sendAfterAnother, { interval: 10 })
		.toEqual({ content: '救命', withoutImage: 'busy' });
});

test('who goes away while sending is no fault of the portal', async () => {
	const socket = await begin('/broken-off', fields);
	socket.resetAndDestroy();
	expect(await brokenOff.promise).toBe(400);
	expect(faults).toEqual([]);
});
