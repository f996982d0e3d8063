import { expect, test } from 'vitest';
import { callsForHelp, speaksOfSuicide } from './crisis.ts';

test.each([
	'不想活了',
	'想\u200b死',
	'ｗａｎｔ　ｔｏ　ｄｉｅ',
	'Voglio morire',
	'mio marito mi picchia',
	'Il nonno non respira',
])('%s calls for help', (text) => {
	expect(callsForHelp(text)).toBe(true);
});

test('a question about a rumor does not', () => {
	expect(callsForHelp('今晚封城吗')).toBe(false);
	expect(callsForHelp('Stasera chiudono la città?')).toBe(false);
});

test.each([
	['他自杀身亡', true],
	['她结束了自己的生命', true],
	['died by suicide', true],
	['si è tolto la vita', true],
	['They took their own lives', true],
	['想找人说说', false],
	['死亡证明怎么办', false],
	['Save a life', false],
	['发生自杀式袭击，请远离广场', false],
	['A suicide bombing in the square', false],
])('%s speaks of suicide: %s', (text, expected) => {
	expect(speaksOfSuicide(text)).toBe(expected);
});
