import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { shedLoad } from './busy.ts';
import { createUnavailable } from './unavailable.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** An application that works on one request at a time, and one that is under way until `finish` is called. */
async function atItsLimit() {
	const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
	const app = new Hono();
	const unavailable = createUnavailable('', async (path) => `${path}<div id="not-sent"></div>`);
	app.use('/api/reports/*', shedLoad(unavailable, 1));
	app.post('/api/reports/slow', async (context) => {
		await finished;
		return context.text('taken');
	});
	app.post('/api/reports', (context) => context.text('taken'));
	app.get('/', (context) => context.text('read'));
	const slow = app.request('/api/reports/slow', { method: 'POST' });
	return { app, slow, finish };
}

const content = '有人说<b>水库</b>要放水\n"明天"就放';

describe('where more is sent than can be worked on', () => {
	test('a form is given back as it was, with what to do, in the language of its page', async () => {
		const { app, slow, finish } = await atItsLimit();
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
		const { app, finish } = await atItsLimit();
		const headers = { 'Content-Type': 'application/json' };
		const answer = await app.request('/api/reports', { method: 'POST', headers, body: '{}' });
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({ problems: [{ code: 'busy' }] });
		finish();
	});

	test('pages are read as ever', async () => {
		const { app, finish } = await atItsLimit();
		expect((await app.request('/')).status).toBe(200);
		finish();
	});
});

test('what came before is worked on, and then the next is taken', async () => {
	const { app, slow, finish } = await atItsLimit();
	finish();
	expect((await slow).status).toBe(200);
	const body = new URLSearchParams({ content });
	const answer = await app.request('/api/reports', { method: 'POST', headers: form, body });
	expect(answer.status).toBe(200);
});
