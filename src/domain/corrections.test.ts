import { expect, test } from 'vitest';
import { aNotice, aRumorResponse, atHour, noon } from '../../tests/builders.ts';
import { correctionsOf, yearsOfCorrections } from './corrections.ts';

const correction = { was: '3月15日', now: '3月16日', why: '录入时看错一行' };

test('a correction is listed with what it said, what is right and why', () => {
	const notice = aNotice({ lifecycle: 'correction', correction, effective: noon });
	expect(correctionsOf(notice)).toEqual([{ kind: 'correction', at: noon, ...correction }]);
});

test('a withdrawal is listed with its reason, which is its summary', () => {
	const notice = aNotice({ lifecycle: 'withdrawal', summary: '误发，请忽略。', effective: noon });
	expect(correctionsOf(notice)).toEqual([{ kind: 'withdrawal', at: noon, why: '误发，请忽略。' }]);
});

test('every edit of a text is listed, the newest first, of responses to rumors as well', () => {
	const changes = [
		{ at: atHour(-2), what: '改正一个错字' },
		{ at: noon, what: '补充了电话' },
	];
	expect(correctionsOf(aRumorResponse({ changes })).map((each) => each.at)).toEqual([
		noon,
		atHour(-2),
	]);
});

test('an issue, an update and an all-clear correct nothing', () => {
	for (const lifecycle of ['issue', 'update', 'lift'] as const)
		expect(correctionsOf(aNotice({ lifecycle }))).toEqual([]);
});

test('an entry stands in each year of the county in which it was corrected', () => {
	const changes = [
		{ at: new Date('2025-12-31T15:59:00Z'), what: '年末' },
		{ at: new Date('2025-12-31T16:00:00Z'), what: '新年' },
	];
	expect(yearsOfCorrections(aNotice({ changes })).sort()).toEqual(['2025', '2026']);
});
