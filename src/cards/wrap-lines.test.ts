import { expect, test } from 'vitest';
import { wrapLines } from './wrap-lines.ts';

const widthOf = (text: string) => [...text].length;
const lines = (text: string, width = 6, most = 4) => wrapLines(text, width, most, widthOf);

test.each([
	['请不要出门去看热闹', ['请不要出门去', '看热闹']],
	['请大家不要慌，照常生活', ['请大家不要', '慌，照常生活']],
	['今天发布了《通知》一份', ['今天发布了', '《通知》一份']],
	['stay at home', ['stay', 'at', 'home']],
	['incomprehensible', ['incomp', 'rehens', 'ible']],
	['', []],
])('%s is broken where it may be', (text, expected) => {
	expect(lines(text)).toEqual(expected);
});

test('what is too long ends in an ellipsis, and no line is wider than it may be', () => {
	const broken = lines('长'.repeat(100));
	expect(broken).toHaveLength(4);
	expect(broken.at(-1)).toBe('长长长长长…');
	for (const text of ['，'.repeat(50), '（'.repeat(50), 'x'.repeat(1000), '"\'&<>'.repeat(20)])
		for (const line of lines(text)) expect(widthOf(line)).toBeLessThanOrEqual(6);
});
