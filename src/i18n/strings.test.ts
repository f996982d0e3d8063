import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import { clauses, keptTogether, phraseParts } from './phrase.ts';
import zhCN from './zh-CN.json' with { type: 'json' };

const placeholders = (text: string) =>
	[...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('every language has the same strings', () => {
	expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort());
});

test('every string has the same placeholders in each language', () => {
	const english: Readonly<Record<string, string>> = en;
	const differing = Object.entries(zhCN).filter(
		([key, text]) => String(placeholders(text)) !== String(placeholders(english[key] ?? '')),
	);
	expect(differing).toEqual([]);
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
