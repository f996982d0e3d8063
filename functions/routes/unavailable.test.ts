import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { translator } from '../../src/i18n/strings.ts';
import { createUnavailable, type Unavailable } from './unavailable.ts';

const title = translator('zh-CN')('unavailable.title');
const page = `<html><main><h1>${title}</h1><div id="not-sent" hidden></div></main></html>`;

function ask(
	path: string,
	init: RequestInit = {},
	reason: Unavailable = 'disk-full',
): Promise<Response> {
	const unavailable = createUnavailable('/column', async (asked) => `${asked} ${page}`);
	const app = new Hono();
	app.all('*', (context) => unavailable(context, reason));
	return Promise.resolve(app.request(`/column${path}`, init));
}

const sent = (fields: Record<string, string>): RequestInit => ({
	method: 'POST',
	body: new URLSearchParams(fields),
});

test('a form is given back with what was typed, to be sent again to where it went', async () => {
	const content = '听说<今晚>停水，我家有婴儿';
	const answer = await ask('/api/reports', sent({ content, channel: 'other', language: 'en' }));
	const text = await answer.text();
	expect(answer.status).toBe(503);
	expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
	expect(text).toContain('/en/unavailable/');
	expect(text).toContain('听说&lt;今晚&gt;停水，我家有婴儿</textarea>');
	expect(text).toContain('<input type="hidden" name="channel" value="other">');
	expect(text).toContain('action="/column/api/reports"');
});

test('too many at once is no portal that can only be read: it is over in seconds', async () => {
	const form = { content: '听说今晚停水，是真的吗？请告诉我', language: 'zh-CN' };
	const text = await (await ask('/api/reports', sent(form), 'busy')).text();
	expect(text).toContain('<h1>现在提交的人太多</h1>');
	expect(text).toContain('请过几秒');
	expect(text).not.toContain('几分钟');
	expect(text).not.toContain(title);
});

test('a password is written into no page', async () => {
	const answer = await ask('/staff/sign-in/', sent({ email: 'a@b.example', password: 'secret!' }));
	expect(await answer.text()).not.toMatch(/secret!|<form/);
});

test('a picture that came with a form cannot be given back, and that is said', async () => {
	const body = new FormData();
	body.set('content', '听说今晚停水，是真的吗？请告诉我');
	body.set('image', new File(['…'], 'a.png'));
	const text = await (await ask('/api/reports', { method: 'POST', body })).text();
	expect(text).toContain('听说今晚停水，是真的吗？请告诉我</textarea>');
	expect(text).toContain('附带的图片没能保留');
});

test('programs are told in JSON, residents without what is of no use to them', async () => {
	const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
	const resident = await ask('/api/subscriptions', json);
	expect(await resident.json()).toMatchObject({ problems: [{ code: 'reading-only' }] });
	const staff = await ask('/api/cms', json);
	expect(await staff.json()).toMatchObject({ problems: [{ code: 'store-disk-full' }] });
});

test('staff read on their pages what an administrator has to do', async () => {
	expect(await (await ask('/staff/')).text()).toContain('请让管理员腾出空间');
	expect(await (await ask('/en/link/abc/')).text()).not.toContain('disk');
});
