import type { Scenario } from './course.ts';
import { flood } from './scenarios/flood.ts';
import { missingTranslation } from './scenarios/missing-translation.ts';
import { outbreak } from './scenarios/outbreak.ts';
import { wrongNotice } from './scenarios/wrong-notice.ts';

/** The exercises that a county can start. Each can be done in an office, within an hour and a half. */
export const scenarios: readonly Scenario[] = [flood, outbreak, wrongNotice, missingTranslation];

export function scenarioOf(id: string): Scenario | undefined {
	return scenarios.find((each) => each.id === id);
}
