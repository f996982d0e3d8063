import { diffArrays } from 'diff';
import { normalizeClaim } from './claim-text.ts';
import type { FindPlaces } from './places.ts';
import { affirms, datesOf, deniedIn, isSameDate, namesOf, numbersOf } from './slots.ts';
import { segmentWords } from './tokens.ts';

/**
 * Where a report differs from the wording that it is most like, in what makes another claim of it: the same text about another
 * place needs another answer. `word` is another word in the midst of the same ones.
 */
export interface Difference {
	readonly kind: 'place' | 'number' | 'date' | 'negation' | 'name' | 'word';
	/** In the known wording; empty where it has none. */
	readonly theirs: string;
	/** In the report; empty where it has none. */
	readonly ours: string;
}

/** The differences between a report and a known wording, those first that make another claim. */
export function differencesOf(
	ours: string,
	theirs: string,
	places: FindPlaces,
): readonly Difference[] {
	const slots = [
		...placeDifferences(places(ours), places(theirs)),
		...numberDifferences(ours, theirs),
		...dateDifferences(ours, theirs),
		...negationDifferences(ours, theirs),
		...nameDifferences(namesOf(ours), namesOf(theirs)),
	];
	const told = slots.flatMap((each) => [each.ours, each.theirs]).filter((each) => each !== '');
	const words = wordDifferences(ours, theirs).filter(
		(each) => !told.some((part) => overlap(part, each.ours) || overlap(part, each.theirs)),
	);
	return [...slots, ...words];
}

function overlap(a: string, b: string): boolean {
	return b !== '' && (a.includes(b) || b.includes(a));
}

/** Whether differences make another claim, so that one answer cannot serve both. */
export function makeAnotherClaim(differences: readonly Difference[]): boolean {
	return differences.some(({ kind }) => kind !== 'word');
}

/** A place that only the report names counts: it says where. One that it leaves out does not: people ask about where they live. */
function placeDifferences(ours: readonly string[], theirs: readonly string[]): Difference[] {
	const added = ours.filter((place) => !theirs.includes(place));
	const missing = theirs.filter((place) => !ours.includes(place));
	return added.map((place, at) => ({ kind: 'place', ours: place, theirs: missing[at] ?? '' }));
}

function numberDifferences(ours: string, theirs: string): Difference[] {
	const [mine, known] = [numbersOf(ours), numbersOf(theirs)];
	const units = [...new Set(mine.map((each) => each.unit))];
	return units.flatMap((unit) => {
		const of = (numbers: typeof mine) => numbers.filter((each) => each.unit === unit);
		const isSame = (a: (typeof mine)[number], b: (typeof mine)[number]) => a.value === b.value;
		const pairs = unmatched(of(mine), of(known), isSame);
		return pairs.map(([a, b]) => ({ kind: 'number' as const, ours: a.written, theirs: b.written }));
	});
}

function dateDifferences(ours: string, theirs: string): Difference[] {
	const pairs = unmatched(datesOf(ours), datesOf(theirs), isSameDate);
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

function negationDifferences(ours: string, theirs: string): Difference[] {
	const [mine, known] = [deniedIn(ours), deniedIn(theirs)];
	const only = (these: typeof mine, those: typeof mine, other: string) =>
		these.filter(({ what }) => !those.some((each) => each.what === what) && affirms(other, what));
	return [
		...only(mine, known, theirs).map((each) => ({ ours: each.written, theirs: each.what })),
		...only(known, mine, ours).map((each) => ({ ours: each.what, theirs: each.written })),
	].map((each) => ({ kind: 'negation', ...each }));
}

/** Texts are near copies when so much of the longer one is in both. */
const nearCopy = 0.6;
const longestSwap = 8;

function wordDifferences(ours: string, theirs: string): Difference[] {
	const [mine, known] = [segmentWords(normalizeClaim(ours)), segmentWords(normalizeClaim(theirs))];
	const parts = diffArrays([...known], [...mine]);
	const same = parts.flatMap((part) => (part.added || part.removed ? [] : part.value)).length;
	if (same < nearCopy * Math.max(mine.length, known.length)) return [];
	return parts.flatMap((part, at) => {
		const after = parts[at + 1];
		if (!part.removed || !after?.added) return [];
		const difference = {
			kind: 'word' as const,
			theirs: part.value.join(''),
			ours: after.value.join(''),
		};
		const longest = Math.max(difference.theirs.length, difference.ours.length);
		return longest > longestSwap ? [] : [difference];
	});
}
