import { expect, test } from 'vitest';
import { filledFields } from './dependent-fields.ts';

test('a field is filled when it has a value, items, or groups', () => {
	const text = `---
title: 河水上涨
warningColor: red
actions:
  - 请远离河道
areas:
- '999900'
officialReference:
  number: 示例〔2026〕1号
---

正文 known: 不是字段
`;
	expect(filledFields(text)).toEqual([
		'title',
		'warningColor',
		'actions',
		'areas',
		'officialReference',
	]);
});

test('what Decap writes for an empty field is nothing', () => {
	const text = `---\nwarningColor: ""\nonset: ''\nreferences: []\ncorrection: {}\neventGrade:\nreviewBy: null\n---\n`;
	expect(filledFields(text)).toEqual([]);
});
