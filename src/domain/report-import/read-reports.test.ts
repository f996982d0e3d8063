import { describe, expect, test } from 'vitest';
import { readCsv } from './csv.ts';
import { readReports } from './read-reports.ts';

describe('CSV', () => {
	test('may hold commas, quotes and ends of lines in quoted cells', () => {
		expect(readCsv('a,b\r\n"1, 2","say ""no""\nthen"\n\n3,4')).toEqual([
			{ line: 1, cells: ['a', 'b'] },
			{ line: 2, cells: ['1, 2', 'say "no"\nthen'] },
			{ line: 5, cells: ['3', '4'] },
		]);
	});

	test('that is cut off within quotes ends there', () => {
		expect(readCsv('a\n"b')).toEqual([
			{ line: 1, cells: ['a'] },
			{ line: 2, cells: ['b'] },
		]);
	});

	test('is read by the names of its columns, in Chinese or English, in any order', () => {
		expect(readReports('\uFEFF来电时间,诉求内容,备注\n2026-03-14,停水,无')).toEqual([
			{ line: 2, values: { receivedAt: '2026-03-14', content: '停水' }, problems: [] },
		]);
	});

	test('without a column of claims is told so', () => {
		expect(readReports('name\nx')).toMatchObject([
			{ line: 1, problems: [{ code: 'import-no-content-column', field: 'content' }] },
		]);
	});

	test('with what a spreadsheet guarded as no formula gives the words as they were', () => {
		expect(readReports("content\n'=1+1 是真的吗")[0]?.values).toEqual({ content: '=1+1 是真的吗' });
	});
});

describe('NDJSON', () => {
	test('is read line by line, and a broken line is told with its number', () => {
		expect(readReports('{"content":"停水","id":7}\n\n{oops\n[1]')).toMatchObject([
			{ line: 1, values: { content: '停水', id: '7' } },
			{ line: 3, problems: [{ code: 'import-not-json' }] },
			{ line: 4, problems: [{ code: 'import-not-json' }] },
		]);
	});
});
