import { expect, test } from 'vitest';
import {
	labelIn,
	languageName,
	languageOfPath,
	languagePrefix,
	languages,
	localized,
	preferredLanguage,
	toolLanguage,
} from './languages.ts';

test.each([
	['it', 'it'],
	['it-CH, it;q=0.9, en;q=0.5', 'it'],
	['de-AT, de;q=0.9, en;q=0.5', 'en'],
	['en;q=0.3, it;q=0.8', 'it'],
	['EN-gb', 'en'],
	['zh-TW', 'zh-CN'],
	['en;q=0, zh', 'zh-CN'],
	['sw', 'zh-CN'],
	['*', 'zh-CN'],
	['', 'zh-CN'],
	[';;q=x,,', 'zh-CN'],
])('who accepts "%s" is answered in %s', (accepted, language) => {
	expect(preferredLanguage(accepted)).toBe(language);
});

test('every language has a path of its own, and is found by it', () => {
	expect(new Set(languages.map(({ path }) => path)).size).toBe(languages.length);
	for (const { tag, path } of languages) {
		expect(languageOfPath(path)).toBe(tag);
		expect(languagePrefix(tag)).toBe(path === '' ? '' : `/${path}`);
	}
	expect(languageOfPath('notices')).toBeUndefined();
});

test('a text without a translation is in the default language', () => {
	expect(localized({ 'zh-CN': '示例县', en: 'Shili County' }, 'it')).toBe('示例县');
});

test('the editor speaks Chinese to whoever reads Chinese, and English to everyone else', () => {
	expect(languages.map(({ tag }) => toolLanguage(tag))).toEqual(['zh-CN', 'en', 'en']);
	expect(labelIn(['标题', 'Title'], 'it')).toBe('Title');
});

test('a language calls itself by its own name', () => {
	expect(languageName('it')).toBe('Italiano');
	expect(languageName('xx')).toBe('xx');
});
