import { describe, expect, test } from 'vitest';
import { tasksOf } from './course.ts';
import { scenarioSchema } from './scenario.schema.ts';
import { scenarios } from './scenarios.ts';

test('each scenario has a name of its own', () => {
	expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
});

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
	'%s',
	(_, scenario) => {
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
	},
);

test('between them they exercise a rumor that spreads, a withdrawal and a missing translation', () => {
	const steps = new Set(scenarios.flatMap((each) => tasksOf(each).map(({ step }) => step)));
	expect([...steps].toSorted()).toEqual(['answer', 'checking', 'publish', 'translate', 'withdraw']);
});
