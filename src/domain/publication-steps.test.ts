import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import {
	isSettled,
	publicationSteps,
	type StepFacts,
	showSteps,
	wasEverLate,
} from './publication-steps.ts';

const after = (milliseconds: number) => new Date(noon.getTime() + milliseconds);
const open = Object.fromEntries(
	publicationSteps.map((step) => [step, { state: 'open' }]),
) as unknown as Parameters<typeof showSteps>[1];
const stepOf = (facts: StepFacts, now = after(16_000)) =>
	showSteps(noon, { ...open, live: facts }, now).find(({ step }) => step === 'live');

test('a step that is done says how long it took from the press of the button', () => {
	expect(stepOf({ state: 'done', at: after(240) })).toMatchObject({
		state: 'done',
		afterMs: 240,
		wasLate: false,
	});
});

test('a step that was done late says so for ever', () => {
	expect(stepOf({ state: 'done', at: after(15_001) })).toMatchObject({ wasLate: true });
});

test('a step that is open becomes late when its time is over', () => {
	expect(stepOf({ state: 'open' }, after(15_000))).toMatchObject({ state: 'open' });
	expect(stepOf({ state: 'open' }, after(15_001))).toMatchObject({ state: 'late' });
});

test('what waits for a person, or is not needed, is not late', () => {
	expect(stepOf({ state: 'waits' })).toMatchObject({ state: 'waits' });
	expect(stepOf({ state: 'not-needed' })).toMatchObject({ state: 'not-needed' });
});

test('what a person held back has its time from when it could begin', () => {
	const from = after(3_600_000);
	const soon = after(3_601_000);
	expect(stepOf({ state: 'open', from }, soon)).toMatchObject({ state: 'open' });
	expect(stepOf({ state: 'done', from, at: soon }, soon)).toMatchObject({
		afterMs: 3_601_000,
		wasLate: false,
	});
});

test('each part of a step has its own times', () => {
	const part = { name: 'https://a.example', state: 'done' as const };
	const step = stepOf({
		state: 'done',
		at: after(900),
		parts: [{ ...part, firstAt: after(300), at: after(900) }],
	});
	expect(step?.parts).toEqual([{ ...part, firstAfterMs: 300, afterMs: 900 }]);
});

test('a publication is settled when no machine and nobody is waited for', () => {
	const done = Object.fromEntries(publicationSteps.map((step) => [step, { state: 'done' }]));
	const shown = (changes: Partial<Record<(typeof publicationSteps)[number], StepFacts>>) =>
		showSteps(noon, { ...done, ...changes } as unknown as typeof open, after(300_000));
	expect(isSettled(shown({ robots: { state: 'failed' }, alert: { state: 'off' } }))).toBe(true);
	expect(isSettled(shown({ alert: { state: 'waits' } }))).toBe(false);
	expect(isSettled(shown({ alert: { state: 'open' } }))).toBe(false);
	expect(shown({ alert: { state: 'open' } }).filter(wasEverLate)).toMatchObject([
		{ step: 'alert', state: 'late' },
	]);
});
