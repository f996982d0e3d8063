import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { aPublishedIncident, noon, someSettings } from '../../tests/builders.ts';
import { intakeParts } from '../../tests/intake-parts.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { items } from '../store/items.ts';
import { reports } from '../store/reports.ts';
import type { ReportParts } from './report-parts.ts';
import { reportRoutes } from './reports.ts';

const store = freshSqlite();

function send(values: Record<string, string>, takesComments = true) {
	const { db } = store();
	const parts: ReportParts = {
		reports: reports(db),
		...intakeParts(db),
		incidents: async () => [aPublishedIncident({ takesComments })],
		items: items(db),
		responses: () => [],
		settings: () => someSettings(),
		matcher: {
			suggest: () => [],
			differences: () => [],
			isSameClaim: () => true,
			answerTo: () => undefined,
		},
		show: async (_context, path, answer, status) => Response.json({ path, ...answer }, { status }),
		now: () => noon,
	};
	const body = new URLSearchParams({ kind: 'comment', incident: 'outbreak', ...values });
	return new Hono().route('/', reportRoutes(parts)).request('/', { method: 'POST', body });
}

const comments = () => intakeParts(store().db).comments.list(9);

test('a comment is kept for its incident, and is no rumor report', async () => {
	const answer = await send({ content: '口罩还是太少', language: 'en' });
	expect(answer.status).toBe(201);
	expect(await answer.json()).toMatchObject({ path: '/en/incidents/outbreak/comment/' });
	expect(await comments()).toMatchObject([{ incident: 'outbreak', content: '口罩还是太少' }]);
	expect(await reports(store().db).waitingCount()).toBe(0);
});

test('a comment is kept without personal data, and its writer is told so', async () => {
	const answer = await send({ content: '请打13812345678找我' });
	expect(await answer.json()).toMatchObject({ data: { removed: ['phone'] } });
	expect((await comments())[0]?.content).not.toContain('13812345678');
});

test('a comment that calls for help is answered with where to find it', async () => {
	const answer = await send({ content: '我不想活了' });
	expect(await answer.json()).toMatchObject({ data: { crisis: true } });
	expect((await comments())[0]?.crisis).toBe(true);
});

test.each<[string, Record<string, string>, boolean, string]>([
	['an empty one', { content: ' ' }, true, 'required'],
	['one that comes after the end', { content: '晚了一点' }, false, 'comments-closed'],
])('%s is refused on its own page, with what was typed', async (_, values, isOpen, code) => {
	const answer = await send(values, isOpen);
	expect(answer.status).toBe(422);
	const {
		path,
		problems,
		values: typed,
	} = (await answer.json()) as {
		path: string;
		problems: { code: string }[];
		values: { content: string };
	};
	expect(path).toBe('/incidents/outbreak/comment/');
	expect(problems.map((each) => each.code)).toEqual([code]);
	expect(typed.content).toBe(values['content']);
	expect(await comments()).toEqual([]);
});

test('a comment on an incident that is not there is refused', async () => {
	expect((await send({ content: '?', incident: 'flood' })).status).toBe(400);
});

test('what a program may have filled in is kept, marked and last: a browser may have done it for a person', async () => {
	expect((await send({ content: '第一条', website: 'x' })).status).toBe(201);
	await send({ content: '第二条' });
	await send({ content: '不想活了', website: 'x' });
	expect(await comments()).toMatchObject([
		{ content: '不想活了', crisis: true, suspect: false },
		{ content: '第二条', suspect: false },
		{ content: '第一条', suspect: true },
	]);
});
