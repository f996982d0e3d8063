import { expect, test } from 'vitest';
import { document, element } from './xml.ts';

test('markup in a text or an attribute stays text', () => {
	expect(element('a', `<b> & "c" 'd'`, { e: '"><script>' }).xml).toBe(
		'<a e="&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</a>',
	);
});

test('characters that no XML document may hold are left out', () => {
	expect(element('a', '水\u0000\u0008\u000b\ufffe位\ud800').xml).toBe('<a>水位\ufffd</a>');
});

test('elements stand inside each other, and a document begins with its declaration', () => {
	const root = element('a', [element('b', '一'), element('c', []), undefined]);
	expect(document(root)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a><b>一</b><c/></a>\n');
});
