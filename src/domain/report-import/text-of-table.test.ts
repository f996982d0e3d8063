import { expect, test } from 'vitest';
import { textOfTable } from './text-of-table.ts';

test('a table is read in UTF-8, and in what Excel writes in China', () => {
	expect(textOfTable(new TextEncoder().encode('内容\n停水'))).toBe('内容\n停水');
	expect(textOfTable(new Uint8Array([0xc4, 0xda, 0xc8, 0xdd, 0x0a, 0xcd, 0xa3, 0xcb, 0xae]))).toBe(
		'内容\n停水',
	);
});
