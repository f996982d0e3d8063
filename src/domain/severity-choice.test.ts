import { expect, test } from 'vitest';
import { gravestOf, severityChoices, severityRank } from './severity-choice.ts';

test.each([
	['red', 'Extreme'],
	['orange', 'Severe'],
	['yellow', 'Moderate'],
] as const)('who chose %s hears of what is %s', (choice, severity) => {
	expect(severityRank(severity)).toBe(severityChoices.indexOf(choice));
});

test('a warning that is lowered is as grave as what it lowers', () => {
	expect(gravestOf([{ warningColor: 'yellow' }, { warningColor: 'red' }])).toBe('Extreme');
});

test('a grade counts like the color of the same severity', () => {
	expect(gravestOf([{ eventGrade: 'major' }])).toBe('Severe');
});

test('what has neither color nor grade is for those who want everything', () => {
	expect(severityRank(gravestOf([{}]))).toBe(severityChoices.indexOf('all'));
});
