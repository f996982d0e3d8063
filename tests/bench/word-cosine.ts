import { segmentWords } from '../../src/domain/matching/segment-words.ts';

/** The yardstick: cosine of TF-IDF vectors of words, the best wording of an item counting, as most systems do it. */
export function wordCosine(): {
	add(item: string, text: string): void;
	suggest(text: string, most: number): readonly string[];
} {
	const known: { item: string; counts: Map<string, number> }[] = [];
	const having = new Map<string, number>();
	const rarity = (word: string) => Math.log((known.length + 1) / ((having.get(word) ?? 0) + 1)) + 1;
	const lengthOf = (counts: Map<string, number>) =>
		Math.hypot(...[...counts].map(([word, count]) => count * rarity(word)));
	return {
		add(item, text) {
			const counts = countsOf(text);
			known.push({ item, counts });
			for (const word of counts.keys()) having.set(word, (having.get(word) ?? 0) + 1);
		},
		suggest(text, most) {
			const asked = countsOf(text);
			const length = lengthOf(asked);
			const best = new Map<string, number>();
			for (const { item, counts } of known) {
				let dot = 0;
				for (const [word, count] of asked)
					dot += count * (counts.get(word) ?? 0) * rarity(word) ** 2;
				if (dot === 0) continue;
				best.set(item, Math.max(best.get(item) ?? 0, dot / (length * lengthOf(counts))));
			}
			const ranked = [...best].sort(([, a], [, b]) => b - a);
			return ranked.slice(0, most).map(([item]) => item);
		},
	};
}

function countsOf(text: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of segmentWords(text.normalize('NFKC').toLowerCase()))
		counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}
