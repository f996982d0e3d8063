import { slotsOf } from './claim-slots.ts';
import { claimOf, linksOf } from './claim-text.ts';
import { type Difference, makeAnotherClaim } from './difference.ts';
import { claimDifferences } from './differences.ts';
import type { Matcher } from './matcher.ts';
import { wordDifferences } from './near-copies.ts';
import type { FindPlaces } from './places.ts';

/** An item that a report may belong to, with what speaks against it. */
export interface Suggestion {
	readonly item: string;
	/** 0 to 1: orders suggestions, and no more. */
	readonly score: number;
	/** The known wording that the report is most like. */
	readonly wording: string;
	readonly differences: readonly Difference[];
}

/** `join`: it is the same text or points at the same page. `suggest`: somebody should look. `new`: nothing known is like it. */
export interface Decision {
	readonly decision: 'join' | 'suggest' | 'new';
	readonly suggestions: readonly Suggestion[];
}

/** Below this nobody need look first; the suggestions are there all the same. */
export const worthALook = 0.12;

/** Suggestions that are looked at before the first few are shown. */
const lookedAt = 12;

/** What the matcher says of a report, with the differences that a person must see. What makes another claim steps back. */
export function suggestionsFor(
	matcher: Matcher,
	places: FindPlaces,
	text: string,
	most = 3,
): readonly Suggestion[] {
	const said = matcher.simplify(text);
	const ours = slotsOf(said, places);
	return matcher
		.suggest(text, Math.max(most, lookedAt))
		.map((each) => {
			const known = matcher.simplify(each.wording);
			const differences = claimDifferences(ours, slotsOf(known, places));
			return { ...each, known, score: each.score * likenessLeft(differences), differences };
		})
		.sort((a, b) => b.score - a.score)
		.slice(0, most)
		.map(({ differences, known, ...each }) => ({
			...each,
			differences: [...differences, ...wordDifferences(said, known, differences)],
		}));
}

/** How much of a likeness is left by what differs. A number or date may be misremembered; the place rarely is. */
function likenessLeft(differences: readonly Difference[]): number {
	const kinds = new Set(differences.map(({ kind }) => kind));
	const isElsewhere = differences.some(({ kind, theirs }) => kind === 'place' && theirs !== '');
	return (
		(isElsewhere ? 0.6 : 1) *
		(kinds.has('place') && !isElsewhere ? 0.9 : 1) *
		(kinds.has('negation') ? 0.75 : 1) *
		(kinds.has('number') || kinds.has('date') ? 0.85 : 1) *
		(kinds.has('name') ? 0.85 : 1)
	);
}

/** What has the same page or picture, or the same words of another day, is looked at first: however unlike, it may be meant. */
const scoreOfEvidence = 0.6;

/** Suggestions with one that evidence speaks for, in its place by its score. */
export function withEvidence(
	suggestions: readonly Suggestion[],
	found: Omit<Suggestion, 'score'>,
): readonly Suggestion[] {
	const known = suggestions.find(({ item }) => item === found.item);
	const score = Math.max(known?.score ?? 0, scoreOfEvidence);
	return [...suggestions.filter((each) => each !== known), { ...found, score }].sort(
		(a, b) => b.score - a.score,
	);
}

/** Decides on a report, given which item has its very text or links. No score joins a report to an item. */
export function decide(
	suggestions: readonly Suggestion[],
	sameItem: Suggestion | undefined,
): Decision {
	if (sameItem && !makeAnotherClaim(sameItem.differences)) {
		const others = suggestions.filter((each) => each.item !== sameItem.item);
		return { decision: 'join', suggestions: [sameItem, ...others].slice(0, 3) };
	}
	const best = suggestions[0]?.score ?? 0;
	return { decision: best >= worthALook ? 'suggest' : 'new', suggestions };
}

/** By what a report joins an item without anybody looking: its text in one form, and the pages that it points at. */
export function joinKeysOf(text: string): readonly string[] {
	const claim = claimOf(text);
	const links = linksOf(text).map((link) => `link:${link}`);
	return claim === undefined ? links : [`text:${claim}`, ...links];
}
