import { type Suggestion, suggestionsFor } from '../src/domain/matching/decide.ts';
import type { Difference } from '../src/domain/matching/difference.ts';
import { differencesOf } from '../src/domain/matching/differences.ts';
import gazetteer from '../src/domain/matching/gazetteer.json' with { type: 'json' };
import { Matcher } from '../src/domain/matching/matcher.ts';
import { mayJoin } from '../src/domain/matching/may-join.ts';
import { type FindPlaces, placeFinder } from '../src/domain/matching/places.ts';
import {
	answerAmong,
	answersByText,
	type Said,
} from '../src/domain/matching/published-wordings.ts';
import { simplified } from '../src/domain/matching/simplified.ts';
import type { Telling } from '../src/domain/matching/telling.ts';
import type { PublishedResponse } from '../src/domain/site.ts';
import type { Items } from './store/items.ts';
import type { Reports } from './store/reports.ts';

/** What the matcher has learned so far, ready to ask. */
export interface DeskMatcher {
	/** The items most like a text, best first, with what speaks against each. */
	suggest(text: string, most?: number): readonly Suggestion[];
	/** Whether a text says beside its page or picture what a known wording says, or only asks about it. */
	isSameClaim(text: string, wording: string): boolean;
	/** The item whose published response has a text as one of its wordings, for the area and day of the telling. */
	answerTo(said: Said, telling: Telling): string | undefined;
	/** In what two texts differ. */
	differences(text: string, wording: string): readonly Difference[];
	learn(item: string, wording: string): void;
	/** Takes back a wording that turned out to be of another item. */
	unlearn(item: string, wording: string): void;
	/** Takes back all wordings of an item that is there no more. */
	unlearnItem(item: string): void;
	/** Learns the wordings of published responses that are new to it; those of others answer nothing any more. */
	follow(responses: readonly PublishedResponse[]): void;
	/** Brings it in line with the store: what residents wrote is forgotten here, too, once it is deleted there. */
	refresh(): Promise<void>;
}

/** Teaches a matcher everything that was confirmed before. `areas` names the county's own places in each language. */
export async function teachMatcher({
	items,
	reports,
	areas,
}: {
	readonly items: Pick<Items, 'claims'>;
	readonly reports: Pick<Reports, 'grouped'>;
	readonly areas: () => readonly string[];
}): Promise<DeskMatcher> {
	const matcher = new Matcher({ simplify: simplified });
	const places = currentPlaces(areas);
	let answers = answersByText([], places);
	const taught = new Map<string, Wording>();
	/** What editors wrote is not deleted with what residents wrote. */
	const published = new Set<string>();

	function learn(item: string, wording: string): void {
		const key = keyOf({ item, wording });
		if (taught.has(key) || wording.trim() === '') return;
		taught.set(key, { item, wording });
		matcher.add(item, wording);
	}

	function unlearn(item: string, wording: string): void {
		if (taught.delete(keyOf({ item, wording }))) matcher.remove(item, wording);
	}

	async function refresh(): Promise<void> {
		// What is learned while the store is read is younger than what it says.
		const before = [...taught];
		const stored = [...(await items.claims()), ...(await reports.grouped())];
		const known = new Set(stored.map(({ item, content }) => keyOf({ item, wording: content })));
		for (const [key, { item, wording }] of before)
			if (!known.has(key) && !published.has(key)) unlearn(item, wording);
		for (const { item, content } of stored) learn(item, content);
	}

	await refresh();
	return {
		refresh,
		isSameClaim,
		answerTo: (said, telling) => answerAmong(answers, said, telling),
		differences: (text, wording) => differencesOf(simplified(text), simplified(wording), places),
		suggest: (text, most) => suggestionsFor(matcher, places, text, most),
		learn,
		unlearn,
		unlearnItem(item) {
			for (const each of [...taught.values()]) if (each.item === item) unlearn(item, each.wording);
		},
		follow(responses) {
			answers = answersByText(responses, places);
			for (const { item, wordings } of responses)
				for (const wording of wordings) {
					published.add(keyOf({ item, wording }));
					learn(item, wording);
				}
		},
	};
}

interface Wording {
	readonly item: string;
	readonly wording: string;
}

function keyOf({ item, wording }: Wording): string {
	return `${item}\n${wording}`;
}

/** See `DeskMatcher`. */
export function isSameClaim(text: string, wording: string): boolean {
	return mayJoin(simplified(text), simplified(wording));
}

/** A finder for places that follows the county's areas when the settings change. */
export function currentPlaces(areas: () => readonly string[]): FindPlaces {
	let made: { readonly names: string; readonly find: FindPlaces } | undefined;
	return (text) => {
		const own = areas();
		const names = own.join('\n');
		if (made?.names !== names) made = { names, find: placeFinder(gazetteer, own) };
		return made.find(text);
	};
}
