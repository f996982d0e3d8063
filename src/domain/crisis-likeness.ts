import { bias, weights } from './crisis-weights.ts';

/**
 * Whether a text, plainly written, is alike to sentences that call for help where no word of it is one of the known ones:
 * 「爷爷把农药瓶子拿到床边了」. What counts is which short runs of characters and words it has, weighed as they were learned from sentences
 * of both kinds (decision 026).
 */
export function isLikeACall(plain: string): boolean {
	return piecesOf(plain).some((piece) => likeness(piece) > fromHere);
}

/** Above 0 a sentence is rather a call than not; this much above it, few that are not are taken for one. */
const fromHere = 0.5;
/** A sentence says it, not a whole story; of a short text the whole as well. */
const shortText = 100;
const shortestSentence = 8;

function piecesOf(plain: string): readonly string[] {
	const sentences = plain.split(/[。！？!?\n；;…]+/u).filter((each) => each !== '');
	if (sentences.length <= 1) return sentences;
	const pieces = sentences.filter(({ length }) => length >= shortestSentence);
	return plain.length <= shortText ? [plain, ...pieces] : pieces;
}

function likeness(text: string): number {
	const signs = signsOf(text);
	let sum = 0;
	for (const sign of new Set(signs)) sum += known.get(sign) ?? 0;
	// Else long sentences would be further from the middle than short ones.
	return bias + sum / Math.sqrt(Math.max(1, signs.length));
}

const known = new Map(
	weights.split(',').map((entry) => {
		const [, sign = '', weight = ''] = /^(.*?)(-?\d+)$/u.exec(entry) ?? [];
		return [sign, Number(weight) / 10] as const;
	}),
);

const runs = /\p{Script=Han}+|[\p{L}']+(?: [\p{L}']+)*/gu;
const han = /\p{Script=Han}/u;
/** Words that Italian has not, or has as others. Of Italian nothing was learned: `i` is no person there. */
const english =
	/\b(?:the|this|that|my|his|her|him|he|she|we|they|you|i'm|is|are|was|am|been|and|to|of|it|for|not|have|has|with|at|if|what|when|why|how|do|does|did|don't|can't|will)\b/;

/** What of a plainly written text is weighed: of Chinese one to three characters that stand together, of English one or two words. */
export function signsOf(plain: string): readonly string[] {
	const signs: string[] = [];
	for (const run of plain.toLowerCase().match(runs) ?? []) {
		if (han.test(run)) addCharacters(signs, `^${run}$`);
		else if (english.test(run)) addWords(signs, run.split(' '));
	}
	return signs;
}

function addCharacters(signs: string[], run: string): void {
	for (let from = 0; from < run.length; from += 1)
		for (let length = 1; length <= 3 && from + length <= run.length; length += 1)
			signs.push(run.slice(from, from + length));
}

function addWords(signs: string[], words: readonly string[]): void {
	let before: string | undefined;
	for (const word of words) {
		signs.push(word);
		if (before !== undefined) signs.push(`${before} ${word}`);
		before = word;
	}
}
