import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { plainText } from './plain-text.ts';

test('a text without markup has its lines, its list and its characters', async () => {
	const html = await renderMarkdown(
		'## 集合点\n\n请带**身份证**，到[云溪中学](/x/)集合。\n\n- 水 < 2 升 & 药\n- 手电\n',
	);
	expect(plainText(html)).toBe(
		'集合点\n\n请带身份证，到云溪中学集合。\n\n- 水 < 2 升 & 药\n- 手电',
	);
});

test('of nothing there is nothing', () => {
	expect(plainText('')).toBe('');
});
