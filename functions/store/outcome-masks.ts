/**
 * What became of the subscriptions of a batch, as bit masks: one bit for each number between the batch's first and last
 * subscription, in five masks of the same length one after another. So a thousand outcomes are some 600 bytes, and
 * writing them again and again costs next to nothing.
 */
export type OutcomeMasks = Uint8Array;

const planes = ['asked', 'delivered', 'gone', 'refused', 'expired'] as const;

/** What became of one subscription: not known yet, taken by the push service, gone, refused, or too late to matter. */
export type Outcome = 'pending' | SettledOutcome;
export type SettledOutcome = 'delivered' | 'gone' | 'refused' | 'expired';

export interface OutcomeCounts extends Readonly<Record<Outcome, number>> {
	readonly total: number;
}

/** Masks in which the subscriptions at these offsets from the first are asked for, and nothing is known yet. */
export function newMasks(offsets: readonly number[]): OutcomeMasks {
	const width = Math.ceil((Math.max(-1, ...offsets) + 1) / 8);
	const masks = new Uint8Array(width * planes.length);
	for (const offset of offsets) masks[offset >> 3] = (masks[offset >> 3] ?? 0) | bitOf(offset);
	return masks;
}

/** The first known outcome of a subscription stands. */
export function settle(masks: OutcomeMasks, offset: number, outcome: SettledOutcome): void {
	if (outcomeAt(masks, offset) !== 'pending') return;
	const place = widthOf(masks) * planes.indexOf(outcome) + (offset >> 3);
	masks[place] = (masks[place] ?? 0) | bitOf(offset);
}

/** `undefined` for a subscription that the batch does not ask for. */
export function outcomeAt(masks: OutcomeMasks, offset: number): Outcome | undefined {
	const width = widthOf(masks);
	const has = (plane: number) => ((masks[width * plane + (offset >> 3)] ?? 0) & bitOf(offset)) > 0;
	if (offset < 0 || offset >> 3 >= width || !has(0)) return undefined;
	for (const [plane, outcome] of planes.entries())
		if (outcome !== 'asked' && has(plane)) return outcome;
	return 'pending';
}

/** The offsets of the subscriptions with one of some outcomes, in order. */
export function offsetsWith(masks: OutcomeMasks, ...outcomes: readonly Outcome[]): number[] {
	const offsets: number[] = [];
	for (let offset = 0; offset < widthOf(masks) * 8; offset += 1) {
		const outcome = outcomeAt(masks, offset);
		if (outcome && outcomes.includes(outcome)) offsets.push(offset);
	}
	return offsets;
}

export function countOutcomes(all: Iterable<OutcomeMasks>): OutcomeCounts {
	const counts = { asked: 0, delivered: 0, gone: 0, refused: 0, expired: 0 };
	for (const masks of all) {
		const width = widthOf(masks);
		for (const [plane, name] of planes.entries())
			counts[name] += bitsIn(masks.subarray(plane * width, (plane + 1) * width));
	}
	const { asked, ...settled } = counts;
	const known = settled.delivered + settled.gone + settled.refused + settled.expired;
	return { total: asked, pending: asked - known, ...settled };
}

function widthOf(masks: OutcomeMasks): number {
	return masks.length / planes.length;
}

function bitOf(offset: number): number {
	return 1 << (offset & 7);
}

function bitsIn(bytes: Uint8Array): number {
	let bits = 0;
	for (let byte of bytes) for (; byte > 0; byte &= byte - 1) bits += 1;
	return bits;
}
