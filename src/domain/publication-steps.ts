/** The way of a publication from the button to the reader, in the order in which it goes. */
export const publicationSteps = [
	'committed',
	'released',
	'live',
	'feeds',
	'alert',
	'robots',
] as const;
export type PublicationStep = (typeof publicationSteps)[number];

/** How long each step may take, from the press of the button, before it is marked as late. Milliseconds. */
export const stepLimits: { readonly [step in PublicationStep]: number } = {
	committed: 5_000,
	released: 10_000,
	live: 15_000,
	feeds: 30_000,
	alert: 60_000,
	robots: 120_000,
};

/** What is known of a step. `waits` is for a person's word, not for a machine. */
export type StepFacts =
	| { readonly state: 'done'; readonly at?: Date | undefined; readonly detail?: string | undefined }
	| { readonly state: 'open'; readonly detail?: string | undefined }
	| { readonly state: 'failed'; readonly detail: string }
	| { readonly state: 'waits' | 'not-needed'; readonly detail?: undefined };

/** A step as staff see it. */
export interface ShownStep {
	readonly step: PublicationStep;
	readonly state: 'done' | 'open' | 'late' | 'failed' | 'waits' | 'not-needed';
	/** Milliseconds from the press of the button. */
	readonly afterMs?: number;
	/** Whether it was done, but later than it should have been. */
	readonly wasLate?: boolean;
	readonly detail?: string;
}

/** Says of each step when it was done, or whether it is late by now. */
export function showSteps(
	askedAt: Date,
	facts: { readonly [step in PublicationStep]: StepFacts },
	now: Date,
): readonly ShownStep[] {
	return publicationSteps.map((step) => {
		const { state, detail, at } = { at: undefined, ...facts[step] };
		const said = detail === undefined ? {} : { detail };
		if (state === 'done' && at) {
			const afterMs = at.getTime() - askedAt.getTime();
			return { step, state, afterMs, wasLate: afterMs > stepLimits[step], ...said };
		}
		const isLate = now.getTime() - askedAt.getTime() > stepLimits[step];
		return { step, state: state === 'open' && isLate ? 'late' : state, ...said };
	});
}
