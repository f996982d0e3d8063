import { describe, expect, test } from 'vitest';
import { byteRange } from './byte-range.ts';

describe('of a recording of 1,000 bytes', () => {
	test.each([
		['bytes=0-', { start: 0, end: 999 }],
		['bytes=0-0', { start: 0, end: 0 }],
		['bytes=500-599', { start: 500, end: 599 }],
		['bytes=900-5000', { start: 900, end: 999 }],
		['bytes=-100', { start: 900, end: 999 }],
		['bytes=-5000', { start: 0, end: 999 }],
	])('a player gets the part %s', (header, range) => {
		expect(byteRange(header, 1000)).toEqual(range);
	});

	test.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0'])('there is nothing at %s', (header) => {
		expect(byteRange(header, 1000)).toBe('unsatisfiable');
	});

	test.each([
		undefined,
		'',
		'bytes=',
		'bytes=-',
		'bytes=5-4',
		'bytes=0-1,5-9',
		'items=0-1',
		'bytes=a-b',
	])('all is sent for %s', (header) => {
		expect(byteRange(header, 1000)).toBeUndefined();
	});
});
