import {
	type Decision,
	decide,
	joinKeysOf,
	type Suggestion,
	suggestionsFor,
	withEvidence,
} from '../src/domain/matching/decide.ts';
import { differencesOf } from '../src/domain/matching/differences.ts';
import gazetteer from '../src/domain/matching/gazetteer.json' with { type: 'json' };
import { Matcher } from '../src/domain/matching/matcher.ts';
import { mayJoin } from '../src/domain/matching/may-join.ts';
import { placeFinder } from '../src/domain/matching/places.ts';
import { simplified } from '../src/domain/matching/simplified.ts';
import { isSameTime, type Telling, tellingDifferences } from '../src/domain/matching/telling.ts';

/** A report of a county's own data: `item` is the group that a moderator confirmed for it. */
export interface MatchLine {
	readonly id: string;
	readonly text: string;
	/** When it came, in ISO 8601: the same words of 今晚 are another claim on another day. */
	readonly date?: string | undefined;
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
	const known = new Map<string, MatchedText | 'ambiguous'>();
	const differences = (text: string, found: MatchedText, at: number | undefined) => [
		...differencesOf(simplified(text), simplified(found.text), places),
		...tellingDifferences(text, { ours: { at }, theirs: found, nameOf: String }),
	];
	return {
		decide({ id, text, date }) {
			const at = instantOf(date);
			const same = joinKeysOf(simplified(text)).map((key) => known.get(key));
			const [found] = same.filter((each) => each !== undefined);
			const suggestions = suggestionsFor(matcher, places, text);
			if (!found || found === 'ambiguous') return shown(id, decide(suggestions, undefined));
			const evidence = {
				item: found.item,
				wording: found.text,
				differences: differences(text, found, at),
			};
			const isSame =
				mayJoin(simplified(text), simplified(found.text)) && isSameTime(found.text, { at }, found);
			if (isSame) return shown(id, decide(suggestions, { ...evidence, score: 1 }));
			return shown(id, decide(withEvidence(suggestions, evidence).slice(0, 3), undefined));
		},
		learn({ text, item, date }) {
			if (item === undefined) return;
			matcher.add(item, text);
			for (const key of joinKeysOf(simplified(text))) {
				const before = known.get(key);
				// What two items have in common tells neither.
				const isOther = before !== undefined && (before === 'ambiguous' || before.item !== item);
				known.set(key, isOther ? 'ambiguous' : { item, text, at: instantOf(date) });
			}
		},
	};
}

/** A text that belongs to an item, and when it came. */
interface MatchedText extends Telling {
	readonly item: string;
	readonly text: string;
}

function instantOf(date: string | undefined): number | undefined {
	const at = Date.parse(date ?? '');
	return Number.isNaN(at) ? undefined : at;
}

function shown(id: string, { decision, suggestions }: Decision): MatchedLine {
	return { id, decision, suggestions: suggestions.map(withoutWording) };
}

function withoutWording({ item, score, differences }: Suggestion): Omit<Suggestion, 'wording'> {
	return { item, score: Math.round(score * 1000) / 1000, differences };
}
