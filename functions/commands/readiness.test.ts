import { expect, test } from 'vitest';
import { printedBoard } from './readiness.ts';

test('the printed board names what is not ready, hazard by hazard, and what is overdue', () => {
	const text = printedBoard({
		rows: [
			{
				hazard: 'flood',
				cells: [
					{ column: 'plan', state: 'present', day: '2027-01-01' },
					{ column: 'exercise', state: 'overdue', day: '2025-01-01' },
					{ column: 'faq', state: 'missing' },
				],
			},
		],
		counts: { present: 1, overdue: 1, missing: 1 },
		overdue: [{ collection: 'guides', ref: 'cold-days', title: '寒潮', reviewBy: '2026-03-01' }],
	});
	expect(text.split('\n')).toEqual([
		'洪水、暴雨\t1/3',
		'  过期\t上次演练\t2025-01-01',
		'  缺\t问答',
		'',
		'超过复核日期的内容：1篇',
		'  2026-03-01\tguides/cold-days\t寒潮',
		'',
		'已备1项，过期1项，缺1项。',
		'',
	]);
});
