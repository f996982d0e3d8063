import { claimOf, linksOf } from './claim-text.ts';
import { type Difference, differencesOf, makeAnotherClaim } from './differences.ts';
import type { Matcher } from './matcher.ts';
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
const worthALook = 0.12;

/** What the matcher says of a report, with the differences that a person must see. */
export function suggestionsFor(
	matcher: Matcher,
	places: FindPlaces,
	text: string,
	most = 3,
): readonly Suggestion[] {
	return matcher
		.suggest(text, most)
		.map((each) => ({ ...each, differences: differencesOf(text, each.wording, places) }));
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
