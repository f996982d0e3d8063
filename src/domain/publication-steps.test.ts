import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { publicationSteps, type StepFacts, showSteps } from './publication-steps.ts';

const after = (milliseconds: number) => new Date(noon.getTime() + milliseconds);
const stepOf = (facts: StepFacts, now = after(16_000)) => {
	const open = Object.fromEntries(publicationSteps.map((step) => [step, { state: 'open' }]));
	const all = { ...open, live: facts } as Parameters<typeof showSteps>[1];
	return showSteps(noon, all, now).find(({ step }) => step === 'live');
};

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
