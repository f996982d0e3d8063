import { expect, test } from 'vitest';
import { type AskedItem, informationGaps } from './information-gaps.ts';

function asked(changes: Partial<AskedItem> = {}): AskedItem {
	return {
		claim: '停水',
		state: 'unstarted',
		askers: 1,
		reportsSinceClosed: 0,
		hasResponse: false,
		...changes,
	};
}

const reasons = (...items: AskedItem[]) => informationGaps(items, 9).map((gap) => gap.reason);

test('what nobody answered is a gap, and so is a question that was no rumor', () => {
	expect(reasons(asked(), asked({ state: 'not-a-claim' }), asked({ state: 'referred' }))).toEqual([
		'unanswered',
		'question',
		'question',
	]);
});

test('an answer is a gap only while people ask on', () => {
	const answered = { state: 'answered', hasResponse: true } as const;
	expect(reasons(asked({ ...answered, reportsSinceClosed: 2 }))).toEqual([]);
	expect(reasons(asked({ ...answered, reportsSinceClosed: 3 }))).toEqual(['asked-on']);
});

test('what most people ask comes first, and what nobody asks does not come', () => {
	const gaps = informationGaps(
		[asked({ claim: 'a' }), asked({ claim: 'b', askers: 5 }), asked({ askers: 0 })],
		9,
	);
	expect(gaps.map((gap) => gap.claim)).toEqual(['b', 'a']);
});
