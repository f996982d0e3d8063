import { expect, test } from 'vitest';
import { sitemap } from './sitemap.ts';
import { jsonLd } from './structured-data.ts';

test('no text can end the script element it stands in', () => {
	expect(jsonLd({ name: '</script><script>alert(1)</script>' })).not.toContain('<');
});

test('the sitemap escapes what XML would read as markup', () => {
	const addresses = [{ language: 'en' as const, url: 'https://shili.example/?a=1&b=<x>' }];
	const xml = sitemap([{ addresses }]);
	expect(xml).toContain('https://shili.example/?a=1&amp;b=&lt;x&gt;');
});
