import { expect, test } from 'vitest';
import { safeNext } from './staff-pages.ts';

test.each([
	'/.//evil.example/x',
	'/./\\evil.example/x',
	'/a/..//evil.example/',
	'//evil.example/',
	'https://evil.example/',
	'desk/',
	undefined,
])('%s leads nowhere', (next) => {
	expect(safeNext(next)).toBeUndefined();
});

test('a path of this site is kept with its query', () => {
	expect(safeNext('/admin/?a=b')).toBe('/admin/?a=b');
});
