/** How alike two texts are, for grouping reports: a rank to look at, never a decision. */
export interface Suggestion {
	readonly item: string;
	/** Cosine of TF-IDF vectors, 0 to 1. Does not carry over between lengths of text. */
	readonly score: number;
}

/** A text as the matcher compares it: width, case, links, punctuation and invisible characters do not matter. */
export function normalizeClaim(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/https?:\/\/\S+|@\S+/g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const fewestLetters = 4;
const link = /https?:|www\.|[@＠]|[a-z\d-]\.[a-z]{2,}(?![a-z])/i;

/**
 * The form in which equal texts are one claim. `undefined` when a text says too little to tell by itself:
 * it is short, or speaks of what is behind a link or a name.
 */
export function claimOf(text: string): string | undefined {
	const normalized = normalizeClaim(text);
	const letters = normalized.match(/\p{L}/gu)?.length ?? 0;
	return letters < fewestLetters || link.test(text.normalize('NFKC')) ? undefined : normalized;
}

/** Han characters alone and in pairs, so that two-character words count; Latin words whole and in fours. */
export function tokensOf(normalized: string): string[] {
	const tokens: string[] = [];
	for (const run of normalized.match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? []) {
		if (/\p{Script=Han}/u.test(run)) tokens.push(...grams([...run], 1), ...grams([...run], 2));
		else tokens.push(run, ...(run.length > 4 ? grams([...run], 4) : []));
	}
	return tokens;
}

function grams(characters: readonly string[], size: number): string[] {
	const found: string[] = [];
	for (let at = 0; at + size <= characters.length; at += 1)
		found.push(characters.slice(at, at + size).join(''));
	return found;
}

interface Known {
	readonly item: string;
	readonly counts: ReadonlyMap<string, number>;
}

/** Ranks known items by likeness. Every confirmed wording that is added teaches it. */
export class Matcher {
	readonly #texts: Known[] = [];
	readonly #postings = new Map<string, number[]>();

	get size(): number {
		return this.#texts.length;
	}

	/** Adds a confirmed wording of an item. */
	add(item: string, text: string): void {
		const counts = countsOf(tokensOf(normalizeClaim(text)));
		const index = this.#texts.length;
		this.#texts.push({ item, counts });
		for (const token of counts.keys()) {
			const list = this.#postings.get(token);
			if (list) list.push(index);
			else this.#postings.set(token, [index]);
		}
	}

	/** The items most like a text, best first. */
	suggest(text: string, most = 3): Suggestion[] {
		const query = countsOf(tokensOf(normalizeClaim(text)));
		const dots = new Map<number, number>();
		for (const [token, count] of query) {
			const weight = this.#rarity(token);
			for (const index of this.#postings.get(token) ?? []) {
				const theirs = this.#texts[index]?.counts.get(token) ?? 0;
				dots.set(
					index,
					(dots.get(index) ?? 0) + dampened(count) * dampened(theirs) * weight * weight,
				);
			}
		}
		const best = new Map<string, number>();
		const length = this.#length(query);
		for (const [index, dot] of dots) {
			const known = this.#texts[index];
			if (!known) continue;
			const score = dot / (length * this.#length(known.counts) || 1);
			best.set(known.item, Math.max(best.get(known.item) ?? 0, score));
		}
		const ranked = [...best].map(([item, score]) => ({ item, score }));
		return ranked.sort((a, b) => b.score - a.score).slice(0, most);
	}

	#rarity(token: string): number {
		const having = this.#postings.get(token)?.length ?? 0;
		return Math.log((this.#texts.length + 1) / (having + 0.5)) + 1;
	}

	#length(counts: ReadonlyMap<string, number>): number {
		let sum = 0;
		for (const [token, count] of counts) sum += (dampened(count) * this.#rarity(token)) ** 2;
		return Math.sqrt(sum);
	}
}

/** A word said ten times is not ten times as telling. */
function dampened(count: number): number {
	return count > 0 ? 1 + Math.log(count) : 0;
}

function countsOf(tokens: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
	return counts;
}
