import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearly, strangeObject } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, formBody, jsonBody } from './answers.ts';

const path = '/notices/local/';
const found = { ref: 'city', language: 'zh-CN' };
const view = { alert: 'notices/local/1/issue', what: 'shown', share: 1 };
const search = { words: '口罩 预约', language: 'zh-CN' };
const answer = { path, answer: 'not-enough', gap: '没写几点开门', language: 'zh-CN', website: '' };

/** Answers to pages, searches without an answer, answers found before asking, alerts that were seen. */
export function countedProperties(whole: () => WholePortal): void {
	test('whatever is sent to be counted, what is counted is of this county and bounded', async () => {
		const { ask, areas, clock } = whole();
		const json = fc.oneof(
			...[found, view, search].map((each) =>
				fc.tuple(
					fc.constantFrom('/api/answers-found', '/api/alert-views', '/api/missed-searches'),
					fc.oneof(nearly(each), strangeObject(Object.keys(each))).map((value) => jsonBody(value)),
				),
			),
		);
		const form = fc
			.oneof(nearly(answer), strangeObject(Object.keys(answer)))
			.map((all): [string, RequestInit] => ['/api/page-answers', formBody(all)]);
		await fc.assert(
			fc.asyncProperty(fc.oneof(json, form), async ([where, init]) => {
				clock.now = new Date(clock.now.getTime() + 1000);
				await expectSound(whole(), await ask(where, init));
			}),
			cases(700),
		);
		const pages = await areas.feedback.pages('2026-01-01', 1000);
		for (const each of pages) expect(each.path).toBe(path);
		for (const { text } of await areas.feedback.gaps('2026-01-01', 10_000))
			expect(text.length).toBeLessThanOrEqual(320);
		const searches = await areas.feedback.missedSearches('2026-01-01', {
			atLeast: 1,
			limit: 10_000,
		});
		for (const { words } of searches) expect(words).not.toMatch(/\p{Cc}|\d{7}/u);
		const body = new URLSearchParams({ path, answer: 'enough' });
		const before = pages[0]?.enough ?? 0;
		expect((await ask('/api/page-answers', { method: 'POST', body })).status).toBe(200);
		expect((await areas.feedback.pages('2026-01-01', 1000))[0]?.enough).toBe(before + 1);
	});
}
