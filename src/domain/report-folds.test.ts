import { expect, test } from 'vitest';
import { type Foldable, foldReports } from './report-folds.ts';

const at = (hours: number) => new Date(Date.UTC(2026, 2, 14, hours)).toISOString();

function aReport(id: string, changes: Partial<Foldable> = {}): Foldable {
	return {
		id,
		content: '全县停水',
		receivedAt: at(0),
		fold: '全县停水',
		crisis: false,
		...changes,
	};
}
const folds = (reports: readonly Foldable[], apart?: ReadonlySet<string>) =>
	foldReports(reports, apart)
		.map((fold) => fold.map(({ id }) => id).join(' '))
		.sort();

test('reports that say the same are one line, the oldest first, in whatever order they came to the desk', () => {
	const [old, young] = [aReport('old'), aReport('young', { receivedAt: at(2) })];
	const other = aReport('other', { fold: '全县停电', content: '全县停电' });
	for (const reports of [
		[old, young, other],
		[other, young, old],
	])
		expect(folds(reports)).toEqual(['old young', 'other']);
});

test('a call for help, a picture, what says too little and what was taken apart stand alone', () => {
	const { fold: _, ...short } = aReport('short');
	expect(
		folds(
			[
				aReport('a'),
				aReport('b'),
				aReport('call', { crisis: true }),
				aReport('picture', { image: 'p' }),
				aReport('apart'),
				short,
			],
			new Set(['apart']),
		),
	).toEqual(['a b', 'apart', 'call', 'picture', 'short']);
});

test('two townships are two lines, and who names none stands with neither', () => {
	const reports = [aReport('none'), aReport('yunxi', { area: '999901' })];
	expect(folds(reports)).toEqual(['none yunxi']);
	expect(folds([...reports, aReport('shimen', { area: '999902' })])).toEqual([
		'none',
		'shimen',
		'yunxi',
	]);
});

test('今晚 of another day is another line', () => {
	const tonight = { content: '今晚停水', fold: '今晚停水' };
	expect(
		folds([
			aReport('today', tonight),
			aReport('an hour later', { ...tonight, receivedAt: at(1) }),
			aReport('tomorrow', { ...tonight, receivedAt: at(30) }),
		]),
	).toEqual(['today an hour later', 'tomorrow']);
});

test('what two people have been given stays two lines; what nobody has goes with the first', () => {
	const reports = [
		aReport('li', { assignee: 'li' }),
		aReport('lan', { assignee: 'lan' }),
		aReport('nobody', { receivedAt: at(1) }),
	];
	expect(folds(reports).length).toBe(2);
	expect(folds(reports).join(' ').split(' ').length).toBe(3);
});
