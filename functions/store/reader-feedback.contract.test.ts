import { expect, test } from 'vitest';
import { eachStore } from '../../tests/stores.ts';
import { readerFeedback } from './reader-feedback.ts';

const path = '/notices/n-1/';

eachStore((store) => {
	test('answers about a page are counted over the days asked for', async () => {
		const feedback = readerFeedback(store().db);
		for (const day of ['2026-03-01', '2026-03-13', '2026-03-14'] as const)
			await feedback.countAnswer({ day, path, answer: 'not-enough' });
		await feedback.countAnswer({ day: '2026-03-14', path, answer: 'not-enough' });
		await feedback.countAnswer({ day: '2026-03-14', path, answer: 'enough' });
		await feedback.countAnswer({ day: '2026-03-14', path: '/faqs/a/', answer: 'enough' });
		expect(await feedback.pages('2026-03-10', 10)).toEqual([
			{ path, enough: 1, notEnough: 3 },
			{ path: '/faqs/a/', enough: 1, notEnough: 0 },
		]);
	});

	test('words that found nothing are told only when several searched for them', async () => {
		const feedback = readerFeedback(store().db);
		const search = { day: '2026-03-14', language: 'zh-CN', words: '口罩预约' } as const;
		for (const _ of [1, 2, 3]) await feedback.countMissedSearch(search);
		await feedback.countMissedSearch({ ...search, words: '王小二' });
		expect(await feedback.missedSearches('2026-03-10', { atLeast: 3, limit: 10 })).toEqual([
			{ language: 'zh-CN', words: '口罩预约', count: 3 },
		]);
	});

	test('what is older than its time is forgotten', async () => {
		const feedback = readerFeedback(store().db);
		await feedback.addGap({ id: 'a', day: '2026-01-01', path, text: '没有写时间' });
		await feedback.addGap({ id: 'b', day: '2026-03-14', path, text: '没有写地点' });
		await feedback.forget('2026-03-01');
		const gaps = await feedback.gaps('2025-01-01', 10);
		expect(gaps.map(({ text }) => text)).toEqual(['没有写地点']);
	});
});
