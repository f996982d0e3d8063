import { expect, test } from 'vitest';
import { editorPath, newEntryPath } from './editor-path.ts';

test('the editor knows which pages to lead back to', () => {
	expect(editorPath('zh-CN')).toBe('admin/');
	expect(editorPath('it', { collection: 'notices', ref: 'flood' })).toBe(
		'admin/?lang=it#/collections/notices/entries/flood',
	);
});

test('a new entry begins with what its address says', () => {
	expect(newEntryPath('zh-CN', 'faqs')).toBe('admin/#/collections/faqs/new');
	expect(newEntryPath('en', 'guides', { hazard: 'flood' })).toBe(
		'admin/?lang=en#/collections/guides/new?hazard=flood',
	);
});
