import { expect, test } from 'vitest';
import { withField, withMore } from './front-matter-lists.ts';

test('what is added stands after what is there, once', () => {
	const text = '---\ntitle: 停水\naliases:\n  - 停水三天\n---\n\n正文\n';
	expect(withMore(text, { aliases: ['停水三天', '要停水吗'], evidence: [{ what: '公告' }] })).toBe(
		'---\ntitle: 停水\naliases:\n  - 停水三天\n  - 要停水吗\nevidence:\n  - what: 公告\n---\n\n正文\n',
	);
});

test('a file without fields is left alone', () => {
	expect(withMore('正文', { aliases: ['a'] })).toBeUndefined();
	expect(withMore('---\na: [\n---\n', { aliases: ['a'] })).toBeUndefined();
});

test('a file whose fields are a text or a list is left as it is', () => {
	for (const fields of ['just a text', '- one\n- two'])
		expect(withField(`---\n${fields}\n---\n`, 'expires', 'now')).toBeUndefined();
});
