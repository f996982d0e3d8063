import { essence, sentencesOf } from './essence.ts';
import { mostCharacters } from './question.ts';

/** A part of a pasted sentence: whether it stands so in the notice. */
export interface Part {
	readonly text: string;
	readonly isOwn: boolean;
}

/**
 * A pasted sentence beside the notice: `own` when the notice says exactly this, `altered` when it says something like it
 * (`original`, `parts` show where they differ), `foreign` when it says nothing of the kind.
 */
export interface ComparedSentence {
	readonly kind: 'own' | 'altered' | 'foreign';
	readonly text: string;
	/** What the notice says in its place. */
	readonly original?: string | undefined;
	readonly parts: readonly Part[];
}

/** More sentences than any notice has; what is beyond them is not looked at. */
const mostSentences = 400;
/** Beyond this a sentence is compared as a whole: the comparison takes the square of its length. */
const mostCompared = 400;
/** Two sentences share at least this part of their pairs of characters when one was made from the other. */
const likeness = 0.45;

/**
 * Compares a pasted text, sentence by sentence, with what a notice says in any of its languages. What counts is `essence`. A piece of a sentence is not the sentence: without its first words, "do not
 * drink the water" says the opposite.
 */
export function compareTexts(pasted: string, authentic: readonly string[]): ComparedSentence[] {
	const known = authentic.map(indexed);
	const sentences = sentencesOf(pasted.slice(0, mostCharacters)).slice(0, mostSentences);
	const compared: ComparedSentence[] = [];
	for (let at = 0; at < sentences.length; at += 1) {
		const taken = ownCount(sentences.slice(at, at + 4), known);
		if (taken > 0) {
			compared.push(...sentences.slice(at, at + taken).map(own));
			at += taken - 1;
		} else compared.push(closest(sentences[at] ?? '', known));
	}
	return compared;
}

/** Whether a pasted text is too long to be looked at to its end. */
export function isTooLong(pasted: string): boolean {
	return pasted.length > mostCharacters || sentencesOf(pasted).length > mostSentences;
}

interface KnownSentence {
	readonly text: string;
	readonly essence: string;
	readonly pairs: ReadonlySet<string>;
}

interface Known {
	readonly sentences: readonly KnownSentence[];
	readonly joined: string;
	/** Where sentences begin and end in `joined`. */
	readonly bounds: ReadonlySet<number>;
}

function indexed(text: string): Known {
	const sentences = sentencesOf(text).map((each) => {
		const counted = essence(each);
		return { text: each, essence: counted, pairs: pairsOf(counted) };
	});
	const bounds = new Set([0]);
	let length = 0;
	for (const sentence of sentences) {
		length += sentence.essence.length;
		bounds.add(length);
	}
	return { sentences, joined: sentences.map((each) => each.essence).join(''), bounds };
}

/** How many of the sentences, the first of all, are the notice's own: alone, or joined where a line was broken. */
function ownCount(sentences: readonly string[], known: readonly Known[]): number {
	let joined = '';
	for (const [index, sentence] of sentences.entries()) {
		joined += essence(sentence);
		const asked = joined;
		if (known.some((each) => standsWhole(asked, each))) return index + 1;
	}
	return 0;
}

function standsWhole(asked: string, { joined, bounds }: Known): boolean {
	for (let at = joined.indexOf(asked); at >= 0; at = joined.indexOf(asked, at + 1))
		if (bounds.has(at) && bounds.has(at + asked.length)) return true;
	return false;
}

function own(text: string): ComparedSentence {
	return { kind: 'own', text, parts: [{ text, isOwn: true }] };
}

function closest(text: string, known: readonly Known[]): ComparedSentence {
	const asked = essence(text);
	const pairs = pairsOf(asked);
	let best: { text: string; score: number } | undefined;
	for (const sentence of known.flatMap((each) => each.sentences)) {
		const score = scoreOf(asked, pairs, sentence);
		if (score >= likeness && score > (best?.score ?? 0)) best = { text: sentence.text, score };
	}
	if (!best) return { kind: 'foreign', text, parts: [{ text, isOwn: false }] };
	return { kind: 'altered', text, original: best.text, parts: partsOf(text, best.text) };
}

/** Dice's coefficient over pairs of characters; a piece cut out of a sentence counts as like it. */
function scoreOf(asked: string, pairs: ReadonlySet<string>, sentence: KnownSentence): number {
	if (asked.length >= 4 && sentence.essence.includes(asked)) return 1;
	const others = sentence.pairs;
	let shared = 0;
	for (const pair of pairs) if (others.has(pair)) shared += 1;
	return (2 * shared) / Math.max(pairs.size + others.size, 1);
}

function pairsOf(text: string): ReadonlySet<string> {
	return new Set(
		Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)),
	);
}

/** The pasted sentence in pieces: those that the original has too, in this order, and the others. */
function partsOf(text: string, original: string): Part[] {
	const [mine, theirs] = [piecesOf(text), piecesOf(original)];
	if (mine.length > mostCompared || theirs.length > mostCompared) return [{ text, isOwn: false }];
	const shared = sharedPieces(mine, theirs);
	const parts: { text: string; isOwn: boolean }[] = [];
	for (const [index, piece] of mine.entries()) {
		const isBare = essence(piece) === '';
		const last = parts[parts.length - 1];
		const isOwn = isBare ? (last?.isOwn ?? true) : shared.has(index);
		if (last?.isOwn === isOwn) last.text += piece;
		else parts.push({ text: piece, isOwn });
	}
	return parts;
}

/** Numbers and Latin words stay whole: in 20:00 for 18:00 all of it is another. */
function piecesOf(text: string): string[] {
	return (
		text.match(/[<>≤≥=+±×−-]?[\p{Nd}][\p{Nd}.:：/%‰–—~-]*|[\p{Script=Latin}\p{M}]+|[\s\S]/gu) ?? []
	);
}

/** The places of pieces in the longest common subsequence. */
function sharedPieces(mine: readonly string[], theirs: readonly string[]): ReadonlySet<number> {
	const [a, b] = [mine.map(essence), theirs.map(essence)];
	const lengths = a.map(() => new Uint16Array(b.length + 1));
	lengths.push(new Uint16Array(b.length + 1));
	const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
	const isSame = (i: number, j: number) => a[i] !== '' && a[i] === b[j];
	for (let i = a.length - 1; i >= 0; i -= 1)
		for (let j = b.length - 1; j >= 0; j -= 1) {
			const row = lengths[i];
			if (row) row[j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	const shared = new Set<number>();
	for (let i = 0, j = 0; i < a.length && j < b.length; )
		if (isSame(i, j)) {
			shared.add(i);
			i += 1;
			j += 1;
		} else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
		else j += 1;
	return shared;
}
