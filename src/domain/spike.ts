import { hour } from './time.ts';

/** For how long askers count as new, and with how long before that they are compared, in milliseconds. */
export const spikeWindowMs = 6 * hour;
export const spikeBeforeMs = 7 * 24 * hour;

/** Fewer than this are never a spike: a class or a street has heard an old rumor again. */
const fewestAskers = 10;
/** How many times the askers of an ordinary window of the days before. */
const timesOrdinary = 3;

/** Different askers about a closed item: in the last window, and in the days before it. */
export interface AskerCounts {
	readonly lately: number;
	readonly before: number;
}

/** Whether so many ask about a closed item again that somebody must look at it: the rumor is back, or its answer does not help. */
export function isSpike({ lately, before }: AskerCounts): boolean {
	const ordinary = before / (spikeBeforeMs / spikeWindowMs);
	return lately >= fewestAskers && lately >= timesOrdinary * ordinary;
}
