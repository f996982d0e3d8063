import { expect, test } from 'vitest';
import { differingWords } from './differing-words.ts';

const differing = (text: string, other: string) =>
	differingWords(text, other)
		.filter(({ differs }) => differs)
		.map((piece) => piece.text);

test('the words that another text does not have stand out', () => {
	expect(differing('西安学校开学时间定了', '长春学校开学时间定了')).toEqual(['西安']);
	expect(differing('Schools in Yunxi open', 'Schools in Shimen open')).toEqual(['Yunxi']);
});

test('the text stays whole, and signs that differ do not stand out', () => {
	const pieces = differingWords('今晚封城！是真的吗？', '今晚封城，是真的吗');
	expect(pieces.map(({ text }) => text).join('')).toBe('今晚封城！是真的吗？');
	expect(pieces.some(({ differs }) => differs)).toBe(false);
});
