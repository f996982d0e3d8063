import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { intakeParts } from '../../tests/intake-parts.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { items } from '../store/items.ts';
import { reports } from '../store/reports.ts';
import { wellFormed } from './problem-answer.ts';
import type { ReportParts } from './report-parts.ts';
import { limitReport, reportRoutes } from './reports.ts';
import type { ShowPage } from './show.ts';

const store = freshSqlite();
const rumor = { content: '今晚零点封城', channel: 'other' };

const show: ShowPage = async (_context, path, answer, status) =>
	Response.json({ path, ...answer }, { status });

function parts() {
	const { db } = store();
	return {
		reports: reports(db),
		...intakeParts(db),
		items: items(db),
		responses: () => [],
		settings: () => {
			throw new Error('asked for only with an area');
		},
		matcher: {
			suggest: () => [],
			differences: () => [],
			isSameClaim: () => true,
			answerTo: () => undefined,
		},
		show,
		now: () => noon,
	} satisfies ReportParts;
}

function send(path: string, init: RequestInit): Response | Promise<Response> {
	const app = new Hono();
	app.use('/*', limitReport(parts(), 1), wellFormed);
	app.route('/', reportRoutes(parts()));
	return app.request(path, { method: 'POST', ...init });
}

const sendJson = (body: object) =>
	send('/', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const codes = async (answer: Response) =>
	((await answer.json()) as { problems: { code: string }[] }).problems.map(({ code }) => code);

test('a receipt is kept by nobody', async () => {
	const answer = await sendJson(rumor);
	expect(answer.status).toBe(201);
	expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a lost answer is asked for again, and yields a receipt', async () => {
	await sendJson({ ...rumor, submission: 's' });
	const { receipt } = (await (await sendJson({ ...rumor, submission: 's' })).json()) as {
		receipt: string;
	};
	const body = new URLSearchParams({ receipt });
	const page = (await (await send('/status', { body })).json()) as { data: object };
	expect(page.data).toEqual({ state: 'received' });
	expect(await parts().reports.waitingCount()).toBe(1);
});

test('nothing but invisible characters is nothing', async () => {
	const answer = await sendJson({ ...rumor, content: '\u200b\u3164' });
	expect(answer.status).toBe(422);
	expect(await codes(answer)).toEqual(['required']);
});

test('what a program may have filled in waits last, with a receipt, and a call for help does not', async () => {
	const answer = await sendJson({ ...rumor, website: 'x' });
	expect(await answer.json()).toMatchObject({ receipt: expect.any(String) });
	await sendJson({ ...rumor, content: '不想活了', website: 'x' });
	const waiting = await parts().reports.waiting(9);
	expect(waiting.map(({ standing }) => standing)).toEqual(['unproven', 'suspect']);
});

test('a call for help is taken without a picture that cannot be read, and a rumor is not', async () => {
	const withPicture = (content: string) => {
		const form = new FormData();
		form.set('content', content);
		form.set('channel', 'other');
		form.set('image', new File(['broken'], 'a.png', { type: 'image/png' }));
		return reportRoutes(parts()).request('/', { method: 'POST', body: form });
	};
	expect((await withPicture('今晚零点封城')).status).toBe(422);
	const answer = await withPicture('不想活了');
	expect(answer.status).toBe(201);
	expect(await answer.json()).toMatchObject({ data: { crisis: true, isImageLost: true } });
	expect(await parts().reports.waitingCount()).toBe(1);
});

test.each([
	['2019-12-31', 422],
	['2020-01-01', 201],
	['2100-01-01', 422],
])('heard on %s is answered with %i', async (heardOn, status) => {
	expect((await sendJson({ ...rumor, heardOn })).status).toBe(status);
});

describe('a body', () => {
	test.each([
		['multipart/form-data; boundary=x', '--y\r\nbroken'],
		['multipart/form-data', 'broken'],
		['application/json', '{'],
	])('of %s that is broken is refused', async (type, body) => {
		for (const path of ['/', '/status']) {
			const answer = await send(path, { headers: { 'content-type': type }, body });
			expect(answer.status).toBe(400);
			expect(await codes(answer)).toEqual(['bad-request']);
		}
	});

	test('that is too large is refused on the page of its form', async () => {
		const body = new URLSearchParams({ content: 'a'.repeat(2000) });
		const answer = await send('/', { body, headers: { 'accept-language': 'en' } });
		expect(answer.status).toBe(413);
		expect(await answer.json()).toMatchObject({
			path: '/en/report/',
			problems: [{ code: 'too-large' }],
		});
	});

	test.each([
		['with its length told', { 'content-length': '9000' }],
		['in pieces', {}],
	])(
		'that is too large, %s, is answered with what was written, so that a call for help is heard',
		async (_, headers) => {
			const content = `不想活了${'啊'.repeat(500)}`;
			const body = new URLSearchParams({ content });
			const answer = await send('/', { body, headers });
			expect(answer.status).toBe(413);
			expect(await answer.json()).toMatchObject({ values: { content } });
		},
	);

	test('that comes in pieces and is not too large is taken', async () => {
		const body = new URLSearchParams({ content: '今晚零点封城', channel: 'other' });
		expect((await send('/', { body })).status).toBe(201);
	});
});
