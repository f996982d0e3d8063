import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/site.ts';
import { noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { type ReaderFeedback, readerFeedback } from '../store/reader-feedback.ts';
import { feedbackRoutes } from './feedback.ts';

const store = freshSqlite();
const path = '/notices/n-1/';
let feedback: ReaderFeedback;
let app: Hono;
let now: Date;

beforeEach(() => {
	feedback = readerFeedback(store().db);
	now = noon;
	app = new Hono().route(
		'/api',
		feedbackRoutes({
			feedback,
			hasPage: (page) => page === path,
			show: async (_context, page, answer, status) =>
				Response.json({ page, ...answer }, { status }),
			now: () => now,
		}),
	);
});

async function say(fields: Readonly<Record<string, string>>) {
	const body = new URLSearchParams({ path, language: 'zh-CN', website: '', ...fields });
	const answer = await app.request('/api/page-answers', { method: 'POST', body });
	return { status: answer.status, shown: (await answer.json()) as Answer & { page: string } };
}

async function missed(words: string) {
	const answer = await app.request('/api/missed-searches', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ words, language: 'zh-CN' }),
	});
	return answer.status;
}

const gaps = async () => (await feedback.gaps('2026-01-01', 10)).map(({ text }) => text);
const searches = () => feedback.missedSearches('2026-01-01', { atLeast: 1, limit: 10 });

describe('whether a page was enough', () => {
	test('is counted, and who says no is asked what is missing', async () => {
		const { status, shown } = await say({ answer: 'not-enough' });
		expect(status).toBe(200);
		expect(shown.page).toBe('/page-feedback/');
		expect(shown.data).toEqual({ path, answer: 'not-enough', told: false, crisis: false });
		expect(await feedback.pages('2026-01-01', 10)).toEqual([{ path, enough: 0, notEnough: 1 }]);
	});

	test('is told to the editors without what could say who it was, and counted once', async () => {
		await say({ answer: 'not-enough' });
		await say({ answer: 'not-enough', gap: '没写几点开门，请打 13800138000 告诉我' });
		expect(await gaps()).toEqual(['没写几点开门，请打 〔电话〕 告诉我']);
		expect(await feedback.pages('2026-01-01', 10)).toEqual([{ path, enough: 0, notEnough: 1 }]);
	});

	test('shows whom to call when it is a call for help, and keeps nothing of it', async () => {
		const { shown } = await say({ answer: 'not-enough', gap: '我不想活了' });
		expect(shown.data).toMatchObject({ crisis: true });
		expect(await gaps()).toEqual([]);
	});

	test.each([
		['a page that is not there', { path: '/notices/no-such/', answer: 'enough' }],
		['a page that asks nothing', { path: '/support/grief/', answer: 'enough' }],
		['another answer', { answer: 'perhaps' }],
		['a text without an end', { answer: 'not-enough', gap: '字'.repeat(301) }],
	])('of %s is refused with a page', async (_, fields) => {
		const { status, shown } = await say(fields);
		expect(status).toBe(422);
		expect(shown.problems?.[0]?.code).toBe('bad-request');
		expect(await feedback.pages('2026-01-01', 10)).toEqual([]);
	});

	test('is not counted for programs, nor when somebody plays with it', async () => {
		await say({ answer: 'enough', website: 'spam.example' });
		expect(await feedback.pages('2026-01-01', 10)).toEqual([]);
		for (let index = 0; index < 310; index += 1) await say({ answer: 'enough' });
		expect((await feedback.pages('2026-01-01', 10))[0]?.enough).toBe(300);
		now = new Date(noon.getTime() + 60_000);
		await say({ answer: 'enough' });
		expect((await feedback.pages('2026-01-01', 10))[0]?.enough).toBe(301);
	});
});

test('what is written in the worst minute is not thanked for and dropped: it comes back, to be sent again', async () => {
	for (let index = 0; index < 300; index += 1) await say({ answer: 'enough' });
	const { status, shown } = await say({ answer: 'not-enough', gap: '没写几点开门' });
	expect(status).toBe(429);
	expect(shown).toMatchObject({
		values: { gap: '没写几点开门' },
		problems: [{ code: 'too-many-answers' }],
		data: { told: false },
	});
	expect(await gaps()).toEqual([]);
	now = new Date(noon.getTime() + 60_000);
	expect((await say({ answer: 'not-enough', gap: '没写几点开门' })).status).toBe(200);
	expect(await gaps()).toEqual(['没写几点开门']);
});

test('searches that found nothing are counted by their words', async () => {
	expect(await missed('口罩　预约')).toBe(204);
	await missed('口罩 预约');
	expect(await searches()).toEqual([{ language: 'zh-CN', words: '口罩 预约', count: 2 }]);
});

test('of a search that calls for help, or names a person by number, nothing is kept', async () => {
	expect(await missed('不想活了')).toBe(204);
	expect(await missed('13800138000')).toBe(204);
	expect(await searches()).toEqual([]);
});
