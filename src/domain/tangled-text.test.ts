import { expect, test } from 'vitest';
import { noticeText } from '../../tests/builders.ts';
import { readEntry } from './entry.ts';

const problemsOf = (body: string) =>
	readEntry('notices', 'n-1', { 'zh-CN': `${noticeText()}\n${body}\n` }).problems;

test.each([
	['quotations within quotations', '>'.repeat(20_000)],
	['lists within lists', '- '.repeat(3000)],
	['emphasis within emphasis', `${'**a '.repeat(7000)}${'b**'.repeat(7000)}`],
	['a row of marks', `${'*'.repeat(25_000)}a${'*'.repeat(25_000)}`],
])('%s without end are refused', (_, body) => {
	expect(problemsOf(`${body} 水`)).toMatchObject([{ code: 'tangled-text', field: 'body' }]);
});

test.each([
	['a quotation in a quotation', '> > 水库正在泄洪。'],
	['a table of many bold cells', '| **甲** | **乙** |\n'.repeat(200)],
	['a form to fill in', `姓名：${'_'.repeat(60)}\n\n`.repeat(50)],
	['a line across the page', '-'.repeat(200)],
])('%s is text like any other', (_, body) => {
	expect(problemsOf(body)).toEqual([]);
});
