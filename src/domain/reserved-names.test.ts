import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { noticeText } from '../../tests/builders.ts';
import { readEntry } from './entry.ts';
import { isReservedName } from './reserved-names.ts';

test('no entry has the name of a page of the site', async () => {
	const files = await readdir('src/pages/[...locale]');
	const names = files.map((file) => file.replace(/\..*$/, '')).filter((name) => /^\w/.test(name));
	expect(names).toContain('feeds');
	expect(names.filter((name) => !isReservedName(name))).toEqual([]);
});

test.each(['index', 'archive', 'feeds'])('an entry called %s is refused', (ref) => {
	const { problems } = readEntry('notices', ref, { 'zh-CN': noticeText() });
	expect(problems).toEqual([
		{ code: 'reserved-name', field: '', language: 'zh-CN', values: { name: ref } },
	]);
});

test('a name that only begins like one is an entry’s own', () => {
	expect(readEntry('notices', 'index-of-prices', { 'zh-CN': noticeText() }).problems).toEqual([]);
});
