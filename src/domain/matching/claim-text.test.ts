import { expect, test } from 'vitest';
import { claimOf, linksOf, normalizeClaim, withoutAsides } from './claim-text.ts';

test('width, case, links and punctuation do not make another text', () => {
	expect(normalizeClaim('ＡＢＣ！！封城…… https://a.example/x')).toBe(normalizeClaim('abc 封城'));
});

test('what stands right behind a link is still read', () => {
	expect(normalizeClaim('https://a.example/x今晚封城')).toBe('今晚封城');
});

test.each([
	'',
	'❌❌❌',
	'？！',
	'真的吗',
	'请问这是真的吗？',
	'网传，求证！',
	'真的假的',
	'is this true?',
	'https://a.example/x',
	'大家看看这个 a.example/x',
	'通知大家注意@所有人',
])('“%s” says too little to be one claim with another', (text) => {
	expect(claimOf(text)).toBeUndefined();
});

test('a sentence is one claim with its copies', () => {
	expect(claimOf('今晚１２点封城！')).toBe(claimOf('今晚12点封城'));
});

test('a long text is one claim with its copies whatever page it points at', () => {
	const text = '今晚零点全县封城，高速口和国道都要堵上，只进不出，大家快囤货';
	expect(claimOf(`${text} https://a.example/x`)).toBe(claimOf(`${text}https://b.example/y`));
});

test('what is said around a claim is no part of it', () => {
	expect(withoutAsides(normalizeClaim('听说今晚封城，是真的吗？'))).toBe('今晚封城');
});

test('a text of nothing but asides keeps them', () => {
	expect(withoutAsides(normalizeClaim('是真的吗'))).toBe('是真的吗');
});

test('a page has one form, however it was passed on', () => {
	const forms = [
		'http://www.a.example/p/1?utm_source=wx&id=7#top',
		'https://a.example/p/1/?id=7&from=timeline',
		'看看https://a.example/p/1?id=7。',
	];
	expect(forms.flatMap((text) => linksOf(text))).toEqual(Array(3).fill('a.example/p/1?id=7'));
});

test('everybody points at front pages: they are no page', () => {
	expect(linksOf('https://weibo.example/ 和 https://a.example')).toEqual([]);
});
