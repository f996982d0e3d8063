import { expect, test } from 'vitest';
import { containsLiterally, containsSomeLiterally } from './search-match.ts';

test('a text with every word of the query is a match', () => {
	expect(containsLiterally('发热先打电话，再去发热门诊', '发热 门诊')).toBe(true);
});

test('a text with only some of the words is none', () => {
	expect(containsLiterally('发热先打电话', '发热 门诊')).toBe(false);
});

test('width and capitals make no difference', () => {
	expect(containsLiterally('Fever clinic: 0000-5550120', 'FEVER ０000')).toBe(true);
});

test('an empty query matches nothing', () => {
	expect(containsLiterally('anything', '  ')).toBe(false);
});

test('a text with one of the words is close', () => {
	expect(containsSomeLiterally('发热先打电话', '发热 门诊')).toBe(true);
	expect(containsSomeLiterally('发热先打电话', '火星人')).toBe(false);
});
