import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { createPreviewLinks } from './preview-link.ts';

const links = createPreviewLinks('a secret of the portal');

test('a link opens its draft for a day', () => {
	const token = links.token('notices', 'bao-yu', noon);
	expect(links.read(token, noon)).toMatchObject({ collection: 'notices', ref: 'bao-yu' });
	expect(links.read(token, atHour(23))).toBeDefined();
	expect(links.read(token, atHour(26))).toBeUndefined();
});

test.each([
	['another draft', (token: string) => token.replace('bao-yu', 'bao-xue')],
	['another collection', (token: string) => token.replace('notices', 'rumors')],
	['a later end', (token: string) => token.replace(/\.\w+(\.[^.]+)$/, '.zzzzzz$1')],
	['no seal', (token: string) => token.slice(0, token.lastIndexOf('.'))],
	['an empty text', () => ''],
])('a link changed to %s opens nothing', (_, change) => {
	const token = links.token('notices', 'bao-yu', noon);
	expect(change(token)).not.toBe(token);
	expect(links.read(change(token), noon)).toBeUndefined();
});

test('a link of another portal opens nothing', () => {
	const token = createPreviewLinks('another secret').token('notices', 'bao-yu', noon);
	expect(links.read(token, noon)).toBeUndefined();
});
