import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('commas, quotes and line breaks stay within their cell', () => {
	expect(csvLine(['a,b', '他说“"停水"”', '一\n二', 3])).toBe(
		'"a,b","他说“""停水""”","一\n二","3"\r\n',
	);
});

test.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'])('%j is no formula', (text) => {
	expect(csvLine([text])).toBe(`"'${text}"\r\n`);
});
