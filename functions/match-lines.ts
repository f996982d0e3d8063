import {
	decide,
	joinKeysOf,
	type Suggestion,
	suggestionsFor,
} from '../src/domain/matching/decide.ts';
import { differencesOf, mayJoin } from '../src/domain/matching/differences.ts';
import gazetteer from '../src/domain/matching/gazetteer.json' with { type: 'json' };
import { Matcher } from '../src/domain/matching/matcher.ts';
import { placeFinder } from '../src/domain/matching/places.ts';
import { simplified } from './simplified-chinese.ts';

/** A report of a county's own data: `item` is the group that a moderator confirmed for it. */
export interface MatchLine {
	readonly id: string;
	readonly text: string;
	readonly item?: string | undefined;
}

/** What the desk would have said of a report before it learned from it. */
export interface MatchedLine {
	readonly id: string;
	readonly decision: 'join' | 'suggest' | 'new';
	readonly suggestions: readonly Omit<Suggestion, 'wording'>[];
}

/** A desk that has seen nothing yet: each report is decided on by what came before it. */
export function matchingDesk(ownAreas: readonly string[] = []): {
	decide(line: MatchLine): MatchedLine;
	learn(line: MatchLine): void;
} {
	const matcher = new Matcher({ simplify: simplified });
	const places = placeFinder(gazetteer, ownAreas);
	const known = new Map<string, { readonly item: string; readonly text: string } | 'ambiguous'>();
	return {
		decide({ id, text }) {
			const suggestions = suggestionsFor(matcher, places, text);
			const same = joinKeysOf(simplified(text)).map((key) => known.get(key));
			const [first] = same.filter((each) => each !== undefined);
			const sameItem =
				first && first !== 'ambiguous' && mayJoin(simplified(text), simplified(first.text), places)
					? {
							item: first.item,
							score: 1,
							wording: first.text,
							differences: differencesOf(text, first.text, places),
						}
					: undefined;
			const { decision, suggestions: shown } = decide(suggestions, sameItem);
			return { id, decision, suggestions: shown.map(withoutWording) };
		},
		learn({ text, item }) {
			if (item === undefined) return;
			matcher.add(item, text);
			for (const key of joinKeysOf(simplified(text))) {
				const before = known.get(key);
				// What two items have in common tells neither.
				const isOther = before !== undefined && (before === 'ambiguous' || before.item !== item);
				known.set(key, isOther ? 'ambiguous' : { item, text });
			}
		},
	};
}

function withoutWording({ item, score, differences }: Suggestion): Omit<Suggestion, 'wording'> {
	return { item, score: Math.round(score * 1000) / 1000, differences };
}
