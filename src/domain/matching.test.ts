import { expect, test } from 'vitest';
import { claimOf, Matcher, normalizeClaim, tokensOf } from './matching.ts';

function aMatcher(): Matcher {
	const matcher = new Matcher();
	matcher.add('lockdown', '今晚零点全县封城，超市都要关门');
	matcher.add('garlic', '大蒜泡白酒能预防新型肺炎');
	matcher.add('water', '全县从明天开始停水三天，大家赶快存水');
	return matcher;
}

test('a shortened and reordered copy finds its item first', () => {
	expect(aMatcher().suggest('听说超市关门，零点要封城')[0]?.item).toBe('lockdown');
});

test('a two-character Chinese word is enough to be offered', () => {
	expect(aMatcher().suggest('停水')[0]?.item).toBe('water');
});

test('a confirmed wording teaches the matcher', () => {
	const matcher = aMatcher();
	expect(matcher.suggest('自来水要断供')[0]?.score ?? 0).toBeLessThan(0.3);
	matcher.add('water', '自来水公司说要断供');
	expect(matcher.suggest('自来水要断供')[0]?.item).toBe('water');
});

test('nothing in common is nothing to suggest', () => {
	expect(aMatcher().suggest('hello')).toEqual([]);
});

test('width, case, links and punctuation do not make another text', () => {
	expect(normalizeClaim('ＡＢＣ！！封城…… https://a.example/x')).toBe(normalizeClaim('abc 封城'));
});

test('English words count whole', () => {
	expect(tokensOf('lockdown at midnight')).toContain('midnight');
});

test.each([
	'',
	'❌❌❌',
	'？！',
	'真的吗',
	'https://a.example/x',
	'大家看看这个 a.example/x',
	'通知大家注意@所有人',
])('“%s” says too little to be one claim with another', (text) => {
	expect(claimOf(text)).toBeUndefined();
});

test('a sentence is one claim with its copies', () => {
	expect(claimOf('今晚１２点封城！')).toBe(claimOf('今晚12点封城'));
});
