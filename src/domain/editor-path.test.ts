import { expect, test } from 'vitest';
import { editorPath } from './editor-path.ts';

test('the editor knows which pages to lead back to', () => {
	expect(editorPath('zh-CN')).toBe('admin/');
	expect(editorPath('it', { collection: 'notices', ref: 'flood' })).toBe(
		'admin/?lang=it#/collections/notices/entries/flood',
	);
});
