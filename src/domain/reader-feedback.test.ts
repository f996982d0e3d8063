import { describe, expect, test } from 'vitest';
import { asksForFeedback, countedWords } from './reader-feedback.ts';

describe('words that found nothing', () => {
	test.each([
		['  口罩　预约 ', '口罩 预约'],
		['ＭＡＳＫ', 'mask'],
		['口\u200b罩\u0007 \u202e预约', '口罩 预约'],
	])('%j are counted as %j', (words, counted) => {
		expect(countedWords(words)).toBe(counted);
	});

	test.each(['', '   ', '不想活了', 'i want to die', '13800138000', '字'.repeat(41)])(
		'%j are not kept at all',
		(words) => {
			expect(countedWords(words)).toBeUndefined();
		},
	);
});

test.each([
	['/notices/n-1/', true],
	['/en/faqs/masks/', true],
	['/rumors/no-lockdown/', true],
	['/support/bereavement/', false],
	['/notices/', false],
	['/notices/archive/2026-03/', false],
	['/notices/n-1/poster/', false],
])('whether %s asks if it was enough: %s', (path, asks) => {
	expect(asksForFeedback(path)).toBe(asks);
});
