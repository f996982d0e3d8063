import { diffArrays } from 'diff';
import { claimBesideLinks, normalizeClaim, withoutAsides } from './claim-text.ts';
import { withDigits } from './numerals.ts';
import type { FindPlaces } from './places.ts';
import {
	affirms,
	type Counted,
	type Dated,
	type Denied,
	datesOf,
	deniedIn,
	isSameDate,
	namesOf,
	numbersOf,
	relativeDaysOf,
} from './slots.ts';
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

/** What in a text can make another claim of it. */
export interface ClaimSlots {
	readonly text: string;
	readonly places: readonly string[];
	readonly numbers: readonly Counted[];
	readonly dates: readonly Dated[];
	readonly relativeDays: readonly Dated[];
	readonly denied: readonly Denied[];
	readonly names: readonly string[];
}

export function slotsOf(text: string, places: FindPlaces): ClaimSlots {
	return {
		text,
		places: places(text),
		numbers: numbersOf(text),
		dates: datesOf(text),
		relativeDays: relativeDaysOf(text),
		denied: deniedIn(text),
		names: namesOf(text),
	};
}

/** The differences that make another claim of a report than of a known wording. */
export function claimDifferences(ours: ClaimSlots, theirs: ClaimSlots): readonly Difference[] {
	return [
		...placeDifferences(ours.places, theirs.places),
		...numberDifferences(ours.numbers, theirs.numbers),
		...orderDifferences(ours, theirs),
		...dateDifferences(ours.dates, theirs.dates),
		...dateDifferences(ours.relativeDays, theirs.relativeDays),
		...truthDifferences(ours.text, theirs.text),
		...negationDifferences(ours, theirs),
		...nameDifferences(ours.names, theirs.names),
	];
}

/** Words that stand in the place of others in a near copy, beside the differences that are known already. */
export function wordDifferences(
	ours: string,
	theirs: string,
	known: readonly Difference[],
): readonly Difference[] {
	const told = known.flatMap((each) => [each.ours, each.theirs]).filter((each) => each !== '');
	return changedWords(ours, theirs).filter(
		(each) => !told.some((part) => overlap(part, each.ours) || overlap(part, each.theirs)),
	);
}

/** All differences between a report and a known wording, those first that make another claim. */
export function differencesOf(
	ours: string,
	theirs: string,
	places: FindPlaces,
): readonly Difference[] {
	const claims = claimDifferences(slotsOf(ours, places), slotsOf(theirs, places));
	return [...claims, ...wordDifferences(ours, theirs, claims)];
}

function overlap(a: string, b: string): boolean {
	return b !== '' && (a.includes(b) || b.includes(a));
}

/** Whether differences make another claim, so that one answer cannot serve both. */
export function makeAnotherClaim(differences: readonly Difference[]): boolean {
	return differences.some(({ kind }) => kind !== 'word');
}

/** Whether a published verdict is on another claim: its place, its number or a denial differs. */
export function isAnotherAnswer(differences: readonly Difference[]): boolean {
	return differences.some(({ kind }) => ['place', 'number', 'negation'].includes(kind));
}

/**
 * Whether a report that points at the same page, or came with the same picture, may join a known wording with nobody looking:
 * it says the same beside it, or only asks whether that is true. A page can be passed on with any claim.
 */
export function mayJoin(ours: string, theirs: string): boolean {
	const said = (text: string) => withDigits(claimBesideLinks(text));
	return said(ours) === '' || said(ours) === said(theirs);
}

/** A place that only the report names counts: it says where. One that it leaves out does not: people ask about where they live. */
function placeDifferences(ours: readonly string[], theirs: readonly string[]): Difference[] {
	const added = ours.filter((place) => !theirs.includes(place));
	const missing = theirs.filter((place) => !ours.includes(place));
	return added.map((place, at) => ({ kind: 'place', ours: place, theirs: missing[at] ?? '' }));
}

const towards = /[到往去至赴]|→|\bto\b/u;

/** 从云溪到松坪 is another way than 从松坪到云溪. */
function orderDifferences(ours: ClaimSlots, theirs: ClaimSlots): Difference[] {
	if (!towards.test(ours.text) || !towards.test(theirs.text)) return [];
	const mine = ours.places.filter((place) => theirs.places.includes(place));
	const known = theirs.places.filter((place) => ours.places.includes(place));
	if (mine.join() === known.join()) return [];
	return [{ kind: 'place', ours: mine.join('、'), theirs: known.join('、') }];
}

/** 停水是真的 says the opposite of 停水是假的; 是真的吗 says neither. */
function truthDifferences(ours: string, theirs: string): Difference[] {
	const saidOf = (text: string) => /是[真假]的(?![吗么假])/u.exec(text)?.[0];
	const [mine, known] = [saidOf(ours), saidOf(theirs)];
	if (mine === undefined || known === undefined || mine === known) return [];
	return [{ kind: 'negation', ours: mine, theirs: known }];
}

function numberDifferences(mine: readonly Counted[], known: readonly Counted[]): Difference[] {
	const units = [...new Set(mine.map((each) => each.unit))];
	return units.flatMap((unit) => {
		const of = (numbers: readonly Counted[]) => numbers.filter((each) => each.unit === unit);
		const isSame = (a: Counted, b: Counted) => a.value === b.value;
		const pairs = unmatched(of(mine), of(known), isSame);
		return pairs.map(([a, b]) => ({ kind: 'number' as const, ours: a.written, theirs: b.written }));
	});
}

function dateDifferences(ours: readonly Dated[], theirs: readonly Dated[]): Difference[] {
	const pairs = unmatched(ours, theirs, isSameDate);
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
	const only = (these: readonly Denied[], those: readonly Denied[], other: string) =>
		these.filter(({ what }) => !those.some((each) => each.what === what) && affirms(other, what));
	return [
		...only(mine, known, theirs.text).map((each) => ({ ours: each.written, theirs: each.what })),
		...only(known, mine, ours.text).map((each) => ({ ours: each.what, theirs: each.written })),
	].map((each) => ({ kind: 'negation', ...each }));
}

/** Texts are near copies when so much of the longer one is in both. */
const nearCopy = 0.6;
const longestSwap = 8;

function changedWords(ours: string, theirs: string): Difference[] {
	const wordsOf = (text: string) => segmentWords(withoutAsides(normalizeClaim(text)));
	const [mine, known] = [wordsOf(ours), wordsOf(theirs)];
	const parts = diffArrays([...known], [...mine]);
	const same = parts.flatMap((part) => (part.added || part.removed ? [] : part.value)).length;
	if (same < nearCopy * Math.max(mine.length, known.length)) return [];
	return parts.flatMap((part, at) => {
		const [before, after] = [parts[at - 1], parts[at + 1]];
		const isInserted = part.added && !before?.removed && at > 0 && after !== undefined;
		if (!part.removed && !isInserted) return [];
		if (part.removed && !after?.added) return [];
		const difference = {
			kind: 'word' as const,
			theirs: part.removed ? part.value.join('') : '',
			ours: part.removed ? (after?.value.join('') ?? '') : part.value.join(''),
		};
		const longest = Math.max(difference.theirs.length, difference.ours.length);
		return longest > longestSwap ? [] : [difference];
	});
}
