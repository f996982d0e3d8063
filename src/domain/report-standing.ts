/**
 * How far down the queue a report waits, by what is known of how it was sent; never whether it is taken.
 * `proven`: its browser did the work that was asked for. `unproven`: it did not, as without JavaScript.
 * `suspect`: it looks like one of a flood, or like advertising.
 */
export const reportStandings = ['proven', 'unproven', 'suspect'] as const;
export type ReportStanding = (typeof reportStandings)[number];

/** What is known of how a report was sent. */
export interface SendingSigns {
	/** Whether the work was done, for this form and after a time in which a person can write. */
	readonly proven: boolean;
	/** Reports of the last minutes from the same network, this one among them. */
	readonly fromNetwork: number;
	/** Reports of the last minutes with the same text, this one among them. */
	readonly ofText: number;
	/** Reports of the last minute from everywhere. */
	readonly fromAll: number;
	/** See `spamScore`. */
	readonly spamScore: number;
}

/**
 * A text that all groups pass on and a county in alarm stay below these. A mobile network may give most of a county one
 * address, and hundreds an hour ask on the worst of nights.
 */
export const crowdLimits = { fromNetwork: 120, ofText: 60, fromAll: 600 } as const;

/** Of calls for help so many are read in their turn; a shelter behind one address in a bad hour stays below these. */
export const callLimits = { fromNetwork: 200, ofText: 200, fromAll: 3_000 } as const;

/** From this score on a text looks like advertising. */
export const suspectScore = 3;

/** Each sign of a flood puts a report one step back; the look of advertising puts it last. */
export function standingOf(signs: SendingSigns): ReportStanding {
	if (signs.spamScore >= suspectScore) return 'suspect';
	const steps = stepsBack(signs, crowdLimits);
	return reportStandings[Math.min(steps, 2)] ?? 'suspect';
}

/** A call for help waits behind others by far larger numbers alone, and never for its words. */
export function standingOfCall(signs: Omit<SendingSigns, 'spamScore'>): ReportStanding {
	return reportStandings[Math.min(stepsBack(signs, callLimits), 2)] ?? 'suspect';
}

function stepsBack(
	signs: Omit<SendingSigns, 'spamScore'>,
	limits: { readonly [name in keyof typeof crowdLimits]: number },
): number {
	let steps = signs.proven ? 0 : 1;
	if (signs.fromNetwork > limits.fromNetwork) steps += 1;
	if (signs.ofText > limits.ofText) steps += 1;
	// Who did the work is not one of a cheap flood.
	if (signs.fromAll > limits.fromAll && !signs.proven) steps += 1;
	return steps;
}
