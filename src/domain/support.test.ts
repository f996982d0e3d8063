import { expect, test } from 'vitest';
import { entryText } from '../../tests/builders.ts';
import type { Support } from './collections.ts';
import { readEntry } from './entry.ts';
import { supportByReaders } from './support.ts';

function aPage(title: string, audience: string, more: Record<string, string> = {}): Support {
	const fields = {
		title,
		summary: '写给您。',
		audience,
		level: 'focused',
		issuer: 'cdc',
		lastReviewed: '2026-03-12',
		reviewBy: '2026-03-26',
		...more,
	};
	const { entry, problems } = readEntry('support', 'page', { 'zh-CN': entryText(fields, '') });
	if (!entry) throw new Error(JSON.stringify(problems));
	return entry.data;
}

test('each page stands once, with the first of its readers, and everyone comes first', () => {
	const pages = [
		aPage('海外', '[overseas, migrant-workers]'),
		aPage('家长', '[parents, children, everyone]'),
		aPage('所有人', '[everyone]'),
		aPage('学生', '[students, children]'),
	];
	const groups = supportByReaders(pages).map(({ name, pages: own }) => [
		name,
		own.map(({ title }) => title),
	]);
	expect(groups).toEqual([
		['everyone', ['所有人']],
		['family', ['家长']],
		['students', ['学生']],
		['away', ['海外']],
	]);
});

test('a page that can be left at once is for those who are not safe', () => {
	const [group] = supportByReaders([aPage('家里', '[everyone]', { quickExit: 'true' })]);
	expect(group?.name).toBe('unsafe');
});
