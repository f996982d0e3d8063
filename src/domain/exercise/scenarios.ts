import type { Hazard } from '../readiness.ts';
import { hazardAdvice } from '../templates/hazards.ts';
import type { Scenario } from './course.ts';
import { firstHour, firstHourId } from './scenarios/first-hour.ts';
import { flood } from './scenarios/flood.ts';
import { missingTranslation } from './scenarios/missing-translation.ts';
import { outbreak } from './scenarios/outbreak.ts';
import { wrongNotice } from './scenarios/wrong-notice.ts';

/** The exercises that a county can start, beside the first hour of each hazard. Each can be done in an office, within an hour and a half. */
export const scenarios: readonly Scenario[] = [flood, outbreak, wrongNotice, missingTranslation];

export const knownHazards = Object.keys(hazardAdvice) as readonly Hazard[];

export function scenarioOf(id: string): Scenario | undefined {
	const hazard = knownHazards.find((each) => firstHourId(each) === id);
	return hazard ? firstHour(hazard) : scenarios.find((each) => each.id === id);
}

/** What the form of the start sends for the first hour of a hazard that is chosen beside it. */
export const anyHazard = 'first-hour';

/** The id of the scenario that the form of the start asks for. */
export function chosenScenario(form: {
	readonly scenario?: string | undefined;
	readonly hazard?: string | undefined;
}): string {
	const { scenario = '', hazard = '' } = form;
	return scenario === anyHazard ? `${anyHazard}-${hazard}` : scenario;
}

/** The scenario that exercises a hazard: the one that was written for it, else its first hour. */
export function scenarioFor(hazard: Hazard): Scenario {
	return scenarios.find((each) => hazardsOf(each).includes(hazard)) ?? firstHour(hazard);
}

/** The hazards that a scenario has notices written for. */
export function hazardsOf({ injects }: Scenario): readonly Hazard[] {
	const all = injects.flatMap((inject) =>
		inject.kind === 'task' && inject.template ? [inject.template.hazard] : [],
	);
	return [...new Set(all)];
}
