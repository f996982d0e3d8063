import { type ClaimSlots, slotsOf } from './claim-slots.ts';
import { contrastDifferences } from './contrasts.ts';
import { type Counted, isSameMeasure, isSameNumber } from './counted.ts';
import { type Dated, isSameDate, isSamePartOfDay, isSameRelativeDay } from './dated.ts';
import { affirms, calledUntrue, type Denied, saidOfTruth } from './denied.ts';
import type { Difference } from './difference.ts';
import { addedDifferences } from './left-over.ts';
import { wordDifferences } from './near-copies.ts';
import { placeDifferences } from './place-differences.ts';
import type { FindPlaces } from './places.ts';
import { orderDifferences } from './swapped.ts';

/** The differences that make another claim of a report than of a known wording. */
export function claimDifferences(ours: ClaimSlots, theirs: ClaimSlots): readonly Difference[] {
	const found = [
		...placeDifferences(ours, theirs),
		...numberDifferences(ours.numbers, theirs.numbers),
		...dateDifferences(ours.dates, theirs.dates, isSameDate),
		...dateDifferences(ours.relativeDays, theirs.relativeDays, isSameRelativeDay),
		...dateDifferences(ours.partsOfDay, theirs.partsOfDay, isSamePartOfDay),
		...truthDifferences(ours.text, theirs.text),
		...negationDifferences(ours, theirs),
		...contrastDifferences(ours.sides, theirs.sides),
		...nameDifferences(ours.names, theirs.names),
	];
	const order = found.length > 0 ? [] : orderDifferences(ours.text, theirs.text);
	return [...found, ...order, ...addedDifferences(ours, theirs)];
}

/** All differences between two texts in simplified characters, those first that make another claim. */
export function differencesOf(
	ours: string,
	theirs: string,
	places: FindPlaces,
): readonly Difference[] {
	const claims = claimDifferences(slotsOf(ours, places), slotsOf(theirs, places));
	return [...claims, ...wordDifferences(ours, theirs, claims)];
}

/** 停水是真的 says the opposite of 停水是假的; who calls a claim untrue does not make it. */
function truthDifferences(ours: string, theirs: string): Difference[] {
	const [mine, known] = [saidOfTruth(ours), saidOfTruth(theirs)];
	if (mine !== undefined && known !== undefined && mine !== known)
		return [{ kind: 'negation', ours: mine, theirs: known }];
	const [here, there] = [calledUntrue(ours), calledUntrue(theirs)];
	if ((here === undefined) === (there === undefined)) return [];
	return [{ kind: 'negation', ours: here ?? '', theirs: there ?? '' }];
}

function numberDifferences(mine: readonly Counted[], known: readonly Counted[]): Difference[] {
	const ours = mine.filter((a) => !known.some((b) => isSameNumber(a, b)));
	const theirs = known.filter((b) => !mine.some((a) => isSameNumber(a, b)));
	const taken = new Set<Counted>();
	return ours.flatMap((a) => {
		const b = theirs.find((each) => !taken.has(each) && isSameMeasure(a, each));
		if (!b) return [];
		taken.add(b);
		return [{ kind: 'number', ours: a.written, theirs: b.written }];
	});
}

function dateDifferences(
	ours: readonly Dated[],
	theirs: readonly Dated[],
	isSame: (a: Dated, b: Dated) => boolean,
): Difference[] {
	const pairs = unmatched(ours, theirs, isSame);
	return pairs.map(([a, b]) => ({ kind: 'date', ours: a.written, theirs: b.written }));
}

function nameDifferences(ours: readonly string[], theirs: readonly string[]): Difference[] {
	const pairs = unmatched(ours, theirs, (a, b) => a === b);
	return pairs.map(([a, b]) => ({ kind: 'name', ours: a, theirs: b }));
}

/** What each side has and the other has not, in pairs; what has no counterpart was only left out. */
function unmatched<T>(
	ours: readonly T[],
	theirs: readonly T[],
	isSame: (a: T, b: T) => boolean,
): readonly (readonly [T, T])[] {
	const mine = ours.filter((a) => !theirs.some((b) => isSame(a, b)));
	const known = theirs.filter((b) => !ours.some((a) => isSame(a, b)));
	return mine.flatMap((a, at) => {
		const b = known[at];
		return b === undefined ? [] : [[a, b] as const];
	});
}

function negationDifferences(ours: ClaimSlots, theirs: ClaimSlots): Difference[] {
	const [mine, known] = [ours.denied, theirs.denied];
	const unshared = (these: readonly Denied[], those: readonly Denied[], other: string) =>
		these.filter(({ what }) => !those.some((each) => each.what === what) && affirms(other, what));
	return [
		...unshared(mine, known, theirs.text).map((each) => ({
			ours: each.written,
			theirs: each.what,
		})),
		...unshared(known, mine, ours.text).map((each) => ({ ours: each.what, theirs: each.written })),
	].map((each) => ({ kind: 'negation', ...each }));
}
