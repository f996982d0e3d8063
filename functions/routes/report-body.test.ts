import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { limitWords } from './report-body.ts';

const app = new Hono();
app.use(limitWords(64, (context, content) => context.text(content, 413)));
app.get('/challenge', (context) => context.text('work'));
app.post('/', async (context) => context.text(await context.req.text()));

test('who only asks for something passes by', async () => {
	expect(await (await app.request('/challenge')).text()).toBe('work');
});

test('what is small enough is read again by its route, and what is too large is given back', async () => {
	const small = await app.request('/', { method: 'POST', body: 'content=a' });
	expect(await small.text()).toBe('content=a');
	const body = new URLSearchParams({ content: 'a'.repeat(100) });
	const large = await app.request('/', { method: 'POST', body });
	expect(large.status).toBe(413);
	expect(await large.text()).toBe('a'.repeat(100));
});
