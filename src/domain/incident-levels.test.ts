import { describe, expect, test } from 'vitest';
import { aNotice, atHour } from '../../tests/builders.ts';
import { levelSteps } from './incident-levels.ts';
import type { NoticeWithRef } from './notice.ts';

const at = (hours: number) => (instant: Date) => instant <= atHour(hours);

function warning(changes: Partial<NoticeWithRef> = {}): NoticeWithRef {
	return aNotice({ category: 'warning', expires: undefined, ...changes });
}

const blue = warning({
	ref: 'blue',
	warningColor: 'blue',
	eventGrade: 'general',
	effective: atHour(0),
});
const orange = warning({
	ref: 'orange',
	lifecycle: 'update',
	references: ['blue'],
	warningColor: 'orange',
	responseLevel: 'II',
	effective: atHour(2),
});

function levelsOf(notices: readonly NoticeWithRef[], hours: number) {
	return levelSteps(notices, at(hours)).map(({ notice, by, levels }) => ({
		ref: notice.ref,
		by,
		...levels,
	}));
}

describe('the levels of an incident', () => {
	test('have no step before the first notice is in force', () => {
		expect(levelsOf([blue], -1)).toEqual([]);
	});

	test('change with each notice of the chain, the event grade staying until another is given', () => {
		expect(levelsOf([orange, blue], 3)).toEqual([
			{ ref: 'blue', by: 'notice', grade: 'general', color: 'blue' },
			{ ref: 'orange', by: 'notice', grade: 'general', color: 'orange', response: 'II' },
		]);
	});

	test('do not know a change before its very moment', () => {
		expect(levelsOf([blue, orange], 1.99)).toHaveLength(1);
		expect(levelsOf([blue, orange], 2)).toHaveLength(2);
	});

	test('keep the response level that an update says nothing about', () => {
		const yellow = warning({
			ref: 'yellow',
			lifecycle: 'update',
			references: ['orange'],
			warningColor: 'yellow',
			effective: atHour(4),
		});
		expect(levelsOf([blue, orange, yellow], 5).at(-1)).toMatchObject({
			color: 'yellow',
			response: 'II',
		});
	});

	test('lose colour and response with the lift', () => {
		const lift = warning({
			ref: 'lift',
			lifecycle: 'lift',
			references: ['orange'],
			effective: atHour(4),
		});
		const last = levelsOf([blue, orange, lift], 5).at(-1);
		expect(last).toEqual({ ref: 'lift', by: 'notice', grade: 'general' });
	});

	test('keep the response that a lift says goes on', () => {
		const lift = warning({
			ref: 'lift',
			lifecycle: 'lift',
			references: ['orange'],
			responseLevel: 'IV',
			effective: atHour(4),
		});
		expect(levelsOf([blue, orange, lift], 5).at(-1)).toMatchObject({ response: 'IV' });
	});

	test('go back to what was before when a notice is withdrawn', () => {
		const withdrawal = warning({
			ref: 'sorry',
			lifecycle: 'withdrawal',
			references: ['orange'],
			effective: atHour(3),
		});
		expect(levelsOf([blue, orange, withdrawal], 5).at(-1)).toEqual({
			ref: 'sorry',
			by: 'notice',
			grade: 'general',
			color: 'blue',
		});
	});

	test('lose the colour, and not the response, when the validity runs out', () => {
		const ending = { ...orange, expires: atHour(6) };
		expect(levelsOf([blue, ending], 6).at(-1)).toEqual({
			ref: 'orange',
			by: 'end',
			grade: 'general',
			response: 'II',
		});
	});

	test('are those of the gravest of several chains', () => {
		const red = warning({ ref: 'red', warningColor: 'red', effective: atHour(1) });
		expect(levelsOf([blue, red], 5).at(-1)).toMatchObject({ color: 'red' });
		const over = { ...red, expires: atHour(4) };
		expect(levelsOf([blue, over], 5).at(-1)).toMatchObject({ color: 'blue' });
	});

	test('are not touched by corrections and by what has no level', () => {
		const correction = warning({
			ref: 'typo',
			lifecycle: 'correction',
			references: ['blue'],
			warningColor: 'red',
			effective: atHour(1),
		});
		const measure = aNotice({ ref: 'measure', effective: atHour(1) });
		expect(levelsOf([blue, correction, measure], 5)).toHaveLength(1);
	});
});
