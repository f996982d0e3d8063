import { describe, expect, test } from 'vitest';
import { preferredEncoding } from './accept-encoding.ts';

describe('what a browser takes', () => {
	test.each([
		['gzip, deflate, br, zstd', 'br'],
		['gzip', 'gzip'],
		['GZIP;q=0.5', 'gzip'],
		['br;q=0, gzip', 'gzip'],
		['br;q=0.000', undefined],
		['*', 'br'],
		['br;q=0, *', 'gzip'],
		['brotli, x-gzip', undefined],
		['', undefined],
	])('of “%s” is %s', (accepted, encoding) => {
		expect(preferredEncoding(accepted)).toBe(encoding);
	});
});
