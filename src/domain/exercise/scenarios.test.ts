import { describe, expect, test } from 'vitest';
import { tasksOf } from './course.ts';
import { scenarioSchema } from './scenario.schema.ts';
import { firstHour } from './scenarios/first-hour.ts';
import { anyHazard, chosenScenario, knownHazards, scenarioOf, scenarios } from './scenarios.ts';

const all = [...scenarios, ...knownHazards.map(firstHour)];

test('each scenario has a name of its own', () => {
	expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

describe.each(all.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
	test('is written as the schema asks', () => {
		expect(scenarioSchema.safeParse(scenario).error?.issues).toBeUndefined();
	});

	test('asks for something, and leaves time for it', () => {
		const tasks = tasksOf(scenario);
		expect(tasks).not.toEqual([]);
		for (const { minute, target } of tasks)
			expect(minute + target).toBeLessThanOrEqual(scenario.minutes);
	});

	test('lets residents ask before it asks staff to answer', () => {
		const [answer] = tasksOf(scenario).filter(
			({ step }) => step === 'answer' || step === 'checking',
		);
		const earlier = scenario.injects.filter(
			({ kind, minute }) => kind === 'report' && minute <= (answer?.minute ?? 240),
		);
		expect(earlier.length).toBeGreaterThan(0);
	});
});

test('the first hour of a hazard is found by its id, as the form of the start names it', () => {
	const id = chosenScenario({ scenario: anyHazard, hazard: 'heat' });
	expect(scenarioOf(id)).toEqual(firstHour('heat'));
	expect(scenarioOf(chosenScenario({ scenario: anyHazard, hazard: 'dragons' }))).toBeUndefined();
	expect(chosenScenario({ scenario: 'flood', hazard: 'heat' })).toBe('flood');
});

test('between them they exercise a rumor that spreads, a withdrawal and a missing translation', () => {
	const steps = new Set(scenarios.flatMap((each) => tasksOf(each).map(({ step }) => step)));
	expect([...steps].toSorted()).toEqual(['answer', 'checking', 'publish', 'translate', 'withdraw']);
});
