import { weightOfWord } from './common-words.ts';
import { type TokenCounts, TokenIndex } from './token-index.ts';
import { type ClaimTokens, tokensOf } from './tokens.ts';

/** An item that a text may belong to: a rank to look at, never a decision. */
export interface Likeness {
	readonly item: string;
	/** 0 to 1. It does not carry over between lengths of text. */
	readonly score: number;
	/** The known wording that the text is most like. */
	readonly wording: string;
}

interface KnownItem {
	readonly name: string;
	readonly wordings: string[];
	/** The tokens of each wording, from the second on: of a single one the index knows all. */
	readonly tokens: CountedTokens[];
}

interface CountedTokens {
	readonly words: TokenCounts;
	readonly grams: TokenCounts;
}

/** How much the words count against the pairs of characters, and all wordings together against the one that is most alike. */
const shareOfWords = 0.55;
const shareOfAllWordings = 0.5;
/** Items that are looked at closely, and wordings of each: the first ones and the last. */
const lookedAt = 24;
const mostWordings = 48;

/** Ranks known items by likeness. Every confirmed wording that is added teaches it. */
export class Matcher {
	readonly #items: KnownItem[] = [];
	readonly #numbers = new Map<string, number>();
	readonly #words: TokenIndex;
	readonly #grams: TokenIndex;
	/** Writes a text as the matcher reads it. */
	readonly simplify: (text: string) => string;

	/**
	 * `simplify` writes Traditional Chinese in simplified characters. `slotBits`: see `TokenIndex`; the default serves tens of
	 * thousands of items, a handful needs less.
	 */
	constructor({ simplify = (text: string) => text, slotBits = 19 } = {}) {
		this.simplify = simplify;
		this.#words = new TokenIndex(slotBits, weightOfWord);
		this.#grams = new TokenIndex(slotBits + 1, () => 1);
	}

	/** How many items it knows. */
	get size(): number {
		return this.#items.length;
	}

	/** Adds a confirmed wording of an item. */
	add(item: string, wording: string): void {
		const number = this.#numberOf(item);
		const known = this.#items[number];
		if (!known) return;
		const counts = this.#count(wording);
		const [first] = known.wordings;
		if (known.tokens.length === 0 && first !== undefined) known.tokens.push(this.#count(first));
		if (first !== undefined) known.tokens.push(counts);
		known.wordings.push(wording);
		this.#words.add(number, counts.words);
		this.#grams.add(number, counts.grams);
	}

	/** Takes a wording from an item that it does not belong to. */
	remove(item: string, wording: string): void {
		const number = this.#numbers.get(item);
		const known = number === undefined ? undefined : this.#items[number];
		const at = known?.wordings.indexOf(wording) ?? -1;
		if (number === undefined || !known || at < 0) return;
		known.wordings.splice(at, 1);
		known.tokens.splice(at, 1);
		const counts = this.#count(wording);
		this.#words.add(number, counts.words, -1);
		this.#grams.add(number, counts.grams, -1);
	}

	/** The items most like a text, best first. */
	suggest(text: string, most = 3): Likeness[] {
		const asked = this.#count(text);
		const scores = new Float32Array(this.#items.length);
		this.#words.addCosines(asked.words, shareOfWords, scores);
		this.#grams.addCosines(asked.grams, 1 - shareOfWords, scores);
		return highest(scores, lookedAt)
			.flatMap((number) => this.#likeness(number, asked, scores[number] ?? 0) ?? [])
			.sort((a, b) => b.score - a.score)
			.slice(0, most);
	}

	/** What people say in several ways is matched as a whole, and by the one way that is most alike. */
	#likeness(number: number, asked: CountedTokens, ofAll: number): Likeness | undefined {
		const known = this.#items[number];
		const [first] = known?.wordings ?? [];
		if (!known || first === undefined) return undefined;
		let best = { wording: first, score: known.tokens.length === 0 ? ofAll : 0 };
		for (const at of chosen(known.tokens.length)) {
			const wording = known.wordings[at];
			const tokens = known.tokens[at];
			if (wording === undefined || !tokens) continue;
			const score = this.#alike(asked, tokens);
			if (score > best.score) best = { wording, score };
		}
		const score = shareOfAllWordings * ofAll + (1 - shareOfAllWordings) * best.score;
		return { item: known.name, score, wording: best.wording };
	}

	#alike(a: CountedTokens, b: CountedTokens): number {
		return (
			shareOfWords * this.#words.cosine(a.words, b.words) +
			(1 - shareOfWords) * this.#grams.cosine(a.grams, b.grams)
		);
	}

	#count(text: string): CountedTokens {
		const { words, grams }: ClaimTokens = tokensOf(this.simplify(text));
		return { words: this.#words.countsOf(words), grams: this.#grams.countsOf(grams) };
	}

	#numberOf(item: string): number {
		const known = this.#numbers.get(item);
		if (known !== undefined) return known;
		const number = this.#items.length;
		this.#items.push({ name: item, wordings: [], tokens: [] });
		this.#numbers.set(item, number);
		return number;
	}
}

/** Which of many wordings are looked at closely. */
function chosen(count: number): readonly number[] {
	const all = Array.from({ length: count }, (_, at) => at);
	if (count <= mostWordings) return all;
	return [...all.slice(0, mostWordings / 2), ...all.slice(-mostWordings / 2)];
}

/** The places of the highest scores above nothing, in no order. */
function highest(scores: Float32Array, most: number): readonly number[] {
	const places: number[] = [];
	let least = 0;
	for (let at = 0; at < scores.length; at += 1) {
		const score = scores[at] ?? 0;
		if (score <= least) continue;
		places.push(at);
		if (places.length < most * 2) continue;
		places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
		places.length = most;
		least = scores[places.at(-1) ?? 0] ?? 0;
	}
	return places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, most);
}
