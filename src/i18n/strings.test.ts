import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { defaultLanguage, languageTags } from '../domain/languages.ts';
import { clauses, keptTogether, phraseParts } from './phrase.ts';
import { isStringKey, translator } from './strings.ts';

const placeholders = (text: string) =>
	[...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

const files = languageTags.map(async (tag) => {
	const text = await readFile(`src/i18n/${tag}.json`, 'utf8');
	return [tag, JSON.parse(text) as Readonly<Record<string, string>>] as const;
});
const strings = Object.fromEntries(await Promise.all(files));
const original = strings[defaultLanguage] ?? {};
const translated = languageTags.filter((tag) => tag !== defaultLanguage);

test.each(translated)('the strings file of %s has every string', (tag) => {
	expect(Object.keys(strings[tag] ?? {}).sort()).toEqual(Object.keys(original).sort());
});

test.each(translated)('the strings of %s have the placeholders of the default language', (tag) => {
	const differing = Object.entries(original).filter(
		([key, text]) => String(placeholders(text)) !== String(placeholders(strings[tag]?.[key] ?? '')),
	);
	expect(differing).toEqual([]);
});

test.each(languageTags)('the translator speaks %s from its own file', (tag) => {
	const t = translator(tag);
	for (const [key, text] of Object.entries(strings[tag] ?? {}))
		if (isStringKey(key)) expect(t(key)).toBe(text);
});

test('a phrase is split at its placeholders', () => {
	expect(phraseParts('至 {until} 止')).toEqual([
		{ words: '至 ' },
		{ name: 'until' },
		{ words: ' 止' },
	]);
});

test('a date with its weekday stays on one line', () => {
	expect(keptTogether('适用至3月20日（周五）')).toEqual([
		{ words: '适用至', together: false },
		{ words: '3月20日（周五）', together: true },
	]);
});

test('a headline is split after its punctuation, and nothing is lost', () => {
	expect(clauses('线上教学一周，午托有人管')).toEqual(['线上教学一周，', '午托有人管']);
	expect(clauses('更正：第8号公告有误')).toEqual(['更正：第8号公告有误']);
	expect(clauses('没有“封城。”照常出行')).toEqual(['没有“封城。”照常出行']);
	expect(clauses('The county stays open')).toEqual(['The county stays open']);
});
