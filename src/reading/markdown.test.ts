import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';

test('raw HTML is dropped and its words stay words', async () => {
	const html = await renderMarkdown(
		'请<script>alert(1)</script>戴口罩<img src=x onerror=alert(1)>',
	);
	expect(html).not.toMatch(/<script|<img|onerror/);
	expect(html).toContain('戴口罩');
});

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example/', 'vbscript:x'])(
	'a link to %s leads nowhere',
	async (address) => {
		expect(await renderMarkdown(`[这里](${address})`)).not.toContain('href');
	},
);

test.each(['https://county.example/', '/notices/a/', 'tel:12356', '#known'])(
	'a link to %s is kept',
	async (address) => {
		expect(await renderMarkdown(`[这里](${address})`)).toContain(`href="${address}"`);
	},
);

test('the page has the only h1', async () => {
	expect(await renderMarkdown('# 标题')).toContain('<h2');
});
