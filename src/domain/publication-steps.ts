/** The way of a publication from the button to the reader, in the order in which it goes. */
export const publicationSteps = [
	'committed',
	'released',
	'live',
	'feeds',
	'cap',
	'queued',
	'alert',
	'robots',
	'webhooks',
] as const;
export type PublicationStep = (typeof publicationSteps)[number];

/** How long each step may take, from the press of the button, before it is marked as late. Milliseconds. */
export const stepLimits: { readonly [step in PublicationStep]: number } = {
	committed: 5_000,
	released: 10_000,
	live: 15_000,
	feeds: 30_000,
	cap: 30_000,
	queued: 30_000,
	alert: 60_000,
	robots: 120_000,
	webhooks: 120_000,
};

/** What is known of a step. `waits` is for a person's word, not for a machine; `off` for what the county does not use. */
export interface StepFacts {
	readonly state: 'done' | 'open' | 'failed' | 'waits' | 'off' | 'not-needed';
	readonly at?: Date | undefined;
	/** When it could begin, where that was later than the press of the button: an alert that was held, say. */
	readonly from?: Date | undefined;
	readonly detail?: string | undefined;
	readonly parts?: readonly PartFacts[];
}

/** A part of a step that goes its own way: one push service, one group robot, one webhook. */
export interface PartFacts {
	/** The origin of a push service, or the id of a robot or webhook. */
	readonly name: string;
	readonly state: 'done' | 'open' | 'failed';
	readonly at?: Date | undefined;
	/** When the first of many was delivered. */
	readonly firstAt?: Date | undefined;
	/** Subscriptions, by what became of them. */
	readonly counts?: PartCounts;
	readonly detail?: string | undefined;
}

export interface PartCounts {
	readonly total: number;
	readonly delivered: number;
	readonly gone: number;
	readonly refused: number;
	readonly expired: number;
	readonly pending: number;
}

/** A step as staff see it. Times are milliseconds from the press of the button. */
export interface ShownStep {
	readonly step: PublicationStep;
	readonly state: StepFacts['state'] | 'late';
	readonly afterMs?: number;
	/** Whether it was done, but later than it should have been. */
	readonly wasLate?: boolean;
	readonly detail?: string;
	readonly parts: readonly ShownPart[];
}

export interface ShownPart {
	readonly name: string;
	readonly state: PartFacts['state'];
	readonly afterMs?: number;
	readonly firstAfterMs?: number;
	readonly counts?: PartCounts;
	readonly detail?: string;
}

/** Says of each step when it was done, or whether it is late by now. */
export function showSteps(
	askedAt: Date,
	facts: { readonly [step in PublicationStep]: StepFacts },
	now: Date,
): readonly ShownStep[] {
	const after = (instant: Date) => instant.getTime() - askedAt.getTime();
	return publicationSteps.map((step) => {
		const { state, at, from, detail, parts = [] } = facts[step];
		const begun = Math.max(from ? after(from) : 0, 0);
		const isLate = (instant: Date) => after(instant) - begun > stepLimits[step];
		return {
			step,
			state: state === 'open' && isLate(now) ? 'late' : state,
			...(state === 'done' && at && { afterMs: after(at), wasLate: isLate(at) }),
			...(detail !== undefined && { detail }),
			parts: parts.map((part) => ({
				name: part.name,
				state: part.state,
				...(part.at && { afterMs: after(part.at) }),
				...(part.firstAt && { firstAfterMs: after(part.firstAt) }),
				...(part.counts && { counts: part.counts }),
				...(part.detail !== undefined && { detail: part.detail }),
			})),
		};
	});
}

/** Whether a step was ever late: still open when its time was over, or done after it. */
export function wasEverLate({ state, wasLate }: ShownStep): boolean {
	return state === 'late' || wasLate === true;
}

/** Whether there is nothing more to wait for. */
export function isSettled(steps: readonly ShownStep[]): boolean {
	return !steps.some(({ state }) => ['open', 'late', 'waits'].includes(state));
}
