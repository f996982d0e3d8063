import { expect, test } from 'vitest';
import { splitText } from './split-text.ts';

const bytes = (text: string) => Buffer.byteLength(text);

test('a text that fits is left as it is', () => {
	expect(splitText('河水上涨\n请远离河道', 2048)).toEqual(['河水上涨\n请远离河道']);
});

test('700 characters of Chinese are two messages of WeCom, divided between sentences', () => {
	const text = '请远离河道。'.repeat(116) + '到高处去。';
	const parts = splitText(text, 2048);
	expect(parts).toHaveLength(2);
	expect(parts.every((part) => bytes(part) <= 2048)).toBe(true);
	expect(parts.map((part) => part.replace(/^.*\n/, '')).join('')).toBe(text);
	expect(parts[0]).toMatch(/^（1\/2）\n[\s\S]*。$/);
});

test('a sentence without end is divided between characters, never inside one', () => {
	const parts = splitText('🌊'.repeat(1000), 2048);
	expect(parts.every((part) => bytes(part) <= 2048 && !part.includes('\uFFFD'))).toBe(true);
	expect(parts.join('').match(/🌊/gu)).toHaveLength(1000);
});
