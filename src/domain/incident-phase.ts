import type { Incident } from './collections.ts';
import type { HasPassed } from './notice.ts';
import { endOfDay, startOfDay } from './time.ts';

export type Phase = Incident['phase'];

/** A phase and when it began. */
export interface PhaseStep {
	readonly phase: Phase;
	readonly from: Date;
}

type Phased = Pick<Incident, 'phase' | 'phases' | 'startedAt' | 'endedAt'>;

/** The phases an incident has gone through, oldest first; the last one is that of now. What has ended is recovering, unless more was said. */
export function phaseSteps(incident: Phased, hasPassed: HasPassed): PhaseStep[] {
	const { phase, phases, startedAt, endedAt } = incident;
	const told = [{ phase, from: startedAt }, ...phases.filter(({ from }) => hasPassed(from))].sort(
		(a, b) => a.from.getTime() - b.from.getTime(),
	);
	const isOpen = told.at(-1)?.phase === 'readiness' || told.at(-1)?.phase === 'response';
	const steps: readonly PhaseStep[] =
		endedAt && hasPassed(endedAt) && isOpen
			? [...told, { phase: 'recovery', from: endedAt }]
			: told;
	return steps.filter((each, index) => each.phase !== steps[index - 1]?.phase);
}

/** The phase an incident is in. */
export function phaseNow(incident: Phased, hasPassed: HasPassed): Phase {
	return phaseSteps(incident, hasPassed).at(-1)?.phase ?? incident.phase;
}

/** Whether the county has stood down: what remains is recovery. */
export function isOver({ endedAt }: Pick<Incident, 'endedAt'>, hasPassed: HasPassed): boolean {
	return endedAt !== undefined && hasPassed(endedAt);
}

/** How something promised after an incident stands: what is not done by the end of its day is overdue. */
export type PromiseState = 'done' | 'open' | 'overdue';

export type PromiseMade = NonNullable<Incident['review']>['promises'][number];

export function promiseState({ doneOn, due }: PromiseMade, hasPassed: HasPassed): PromiseState {
	if (doneOn !== undefined && hasPassed(startOfDay(doneOn))) return 'done';
	return hasPassed(endOfDay(due)) ? 'overdue' : 'open';
}

/** The review of an incident, once it is published. */
export function publishedReview(
	{ review }: Pick<Incident, 'review'>,
	hasPassed: HasPassed,
): NonNullable<Incident['review']> | undefined {
	return review && hasPassed(review.publishedAt) ? review : undefined;
}

/** Whether comments on the review are still asked for. */
export function takesComments(incident: Pick<Incident, 'review'>, hasPassed: HasPassed): boolean {
	const review = publishedReview(incident, hasPassed);
	return review?.commentsUntil !== undefined && !hasPassed(review.commentsUntil);
}
