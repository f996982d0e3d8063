import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { shedLoad } from './busy.ts';
import type { Pace } from './patience.ts';
import { createUnavailable } from './unavailable.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const patient: Pace = { graceMs: 60_000, bytesPerSecond: 1 };

/** An application that works on one request at a time. What is sent to `slow` is under way until `finish` is called. */
function oneAtATime({ waiting = 0, longestMs = 5000, pace = patient } = {}) {
	const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
	const app = new Hono();
	const unavailable = createUnavailable('', async (path) => `${path}<div id="not-sent"></div>`);
	app.use(
		'/api/reports/*',
		shedLoad({ unavailable, trustedProxies: 1, pace }, { places: 1, waiting, longestMs }),
	);
	app.post('/api/reports/slow', async (context) => {
		await finished;
		return context.text('taken');
	});
	app.post('/api/reports', (context) => context.text('taken'));
	app.get('/', (context) => context.text('read'));
	return { app, finish };
}

/** The same with one under way. */
function atItsLimit(limits = {}) {
	const { app, finish } = oneAtATime(limits);
	return { app, finish, slow: app.request('/api/reports/slow', { method: 'POST' }) };
}

const content = '有人说<b>水库</b>要放水\n"明天"就放';

describe('where more is sent than can be worked on or wait', () => {
	test('a form is given back as it was, with what to do, in the language of its page', async () => {
		const { app, slow, finish } = atItsLimit();
		const body = new URLSearchParams({ content, language: 'en' });
		const answer = await app.request('/api/reports', { method: 'POST', headers: form, body });
		expect(answer.status).toBe(503);
		expect(answer.headers.get('retry-after')).toBe('5');
		const page = await answer.text();
		expect(page).toContain('/en/unavailable/');
		expect(page).toContain('Too many people');
		expect(page).toContain('action="/api/reports"');
		expect(page).toContain('有人说&lt;b&gt;水库&lt;/b&gt;要放水\n&quot;明天&quot;就放</textarea>');
		finish();
		expect((await slow).status).toBe(200);
	});

	test('a program is told when to come again', async () => {
		const { app, finish } = atItsLimit();
		const headers = { 'Content-Type': 'application/json' };
		const answer = await app.request('/api/reports', { method: 'POST', headers, body: '{}' });
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({ problems: [{ code: 'busy' }] });
		finish();
	});

	test('pages are read as ever', async () => {
		const { app, finish } = atItsLimit();
		expect((await app.request('/')).status).toBe(200);
		finish();
	});
});

const short = () => new URLSearchParams({ content });
const send = async (app: Hono) =>
	app.request('/api/reports', { method: 'POST', headers: form, body: short() });

test('what came before is worked on, and then the next is taken', async () => {
	const { app, slow, finish } = atItsLimit();
	finish();
	expect((await slow).status).toBe(200);
	expect((await send(app)).status).toBe(200);
});

describe('where there is room to wait', () => {
	test('those who wait are taken in the order in which they came, and one more is turned away', async () => {
		const { app, slow, finish } = atItsLimit({ waiting: 2 });
		const order: string[] = [];
		const one = send(app).then(({ status }) => order.push(`first ${status}`));
		const two = send(app).then(({ status }) => order.push(`second ${status}`));
		expect((await send(app)).status).toBe(503);
		expect(order).toEqual([]);
		finish();
		await Promise.all([slow, one, two]);
		expect(order).toEqual(['first 200', 'second 200']);
	});

	test('nobody waits in vain for longer than is set, and the place is given to who comes later', async () => {
		const { app, slow, finish } = atItsLimit({ waiting: 1, longestMs: 1 });
		expect((await send(app)).status).toBe(503);
		finish();
		await slow;
		expect((await send(app)).status).toBe(200);
	});
});

describe('who sends slowly', () => {
	const slowly = (type: string, length: number) => {
		let arrive = () => {};
		const body = new ReadableStream({
			start(controller) {
				arrive = () => controller.close();
			},
		});
		const headers = { 'Content-Type': type, 'Content-Length': String(length) };
		return { init: { method: 'POST', headers, body, duplex: 'half' } as RequestInit, arrive };
	};

	test.each(['application/json', 'multipart/form-data; boundary=x'])(
		'holds no place until all of %s has come',
		async (type) => {
			const { app } = oneAtATime();
			const { init, arrive } = slowly(type, 10);
			const slow = app.request('/api/reports', init);
			expect((await send(app)).status).toBe(200);
			arrive();
			expect((await slow).status).toBe(200);
		},
	);

	test('a picture without a place, and without one for its words, gets these back', async () => {
		const { app, slow, finish } = atItsLimit();
		const picture = new FormData();
		picture.set('content', content);
		picture.set('image', new Blob([new Uint8Array(100_000)]), 'a.png');
		const sized = (body: FormData) => {
			const request = new Request('http://localhost/api/reports', { method: 'POST', body });
			request.headers.set('Content-Length', '100400');
			return app.request(request);
		};
		const { init } = slowly('multipart/form-data; boundary=x', 1_000_000);
		void app.request('/api/reports/slow', init);
		const answer = await sized(picture);
		expect(answer.status).toBe(503);
		expect(await answer.text()).toContain('水库&lt;/b&gt;要放水');
		finish();
		await slow;
	});

	test('a picture keeps nobody waiting but other pictures, whose words go on alone', async () => {
		const { app, finish } = oneAtATime();
		const [one, other] = [1, 2].map(() => slowly('multipart/form-data; boundary=x', 1_000_000));
		const slow = app.request('/api/reports/slow', one?.init);
		expect((await send(app)).status).toBe(200);
		other?.arrive();
		expect((await app.request('/api/reports', other?.init)).status).toBe(200);
		finish();
		expect((await slow).status).toBe(200);
	});
});
