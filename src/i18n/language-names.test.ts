import { expect, test } from 'vitest';
import { languageNameIn } from './language-names.ts';

test('a language is called as the reader calls it', () => {
	expect(languageNameIn('zh-CN', 'it')).toBe('意大利语');
	expect(languageNameIn('en', 'it')).toBe('Italian');
	expect(languageNameIn('it', 'en')).toBe('inglese');
});
