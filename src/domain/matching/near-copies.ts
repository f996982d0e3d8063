import { diffArrays } from 'diff';
import { normalizeClaim, withoutAsides } from './claim-text.ts';
import type { Difference } from './difference.ts';
import { withDigits } from './numerals.ts';
import { segmentWords } from './tokens.ts';

/** Texts are near copies when so much of the longer one is in both; of a few words one or two are enough. */
const nearCopy = 0.6;
const fewWords = 6;
const nearCopyOfFew = 0.3;
/** In characters; a word has more letters than characters. */
const longestSwap = { han: 8, letters: 24 };

/** Words that stand in the place of others in a near copy, beside the differences that are known already. */
export function wordDifferences(
	ours: string,
	theirs: string,
	known: readonly Difference[],
): readonly Difference[] {
	const told = known.flatMap((each) => [each.ours, each.theirs]).filter((each) => each !== '');
	return changedWords(ours, theirs).filter(
		(each) => !told.some((part) => overlap(part, each.ours) || overlap(part, each.theirs)),
	);
}

function overlap(a: string, b: string): boolean {
	return b !== '' && (a.includes(b) || b.includes(a));
}

function changedWords(ours: string, theirs: string): Difference[] {
	const [mine, known] = [wordsOf(ours), wordsOf(theirs)];
	const parts = diffArrays([...known], [...mine]);
	const same = parts.flatMap((part) => (part.added || part.removed ? [] : part.value)).length;
	const longer = Math.max(mine.length, known.length);
	const isNearCopy = same >= nearCopy * longer;
	if (!isNearCopy && (longer > fewWords || same < nearCopyOfFew * longer)) return [];
	const changed = parts.flatMap((part, at) => {
		const [before, after] = [parts[at - 1], parts[at + 1]];
		const isInserted = part.added && !before?.removed && at > 0 && after !== undefined;
		if (!part.removed && !isInserted) return [];
		if (part.removed && !after?.added) return [];
		const [was, is] = part.removed ? [part.value, after?.value ?? []] : [[], part.value];
		const difference = { theirs: asWritten(was), ours: asWritten(is) };
		const isWord = isShort(difference.theirs) && isShort(difference.ours);
		return isWord ? [{ kind: kindOf(difference), ...difference }] : [];
	});
	// With few words around them two numbers may well measure the same: 3天, 72小时.
	return isNearCopy ? changed : changed.filter(({ ours, theirs }) => !/\d/.test(ours + theirs));
}

/** Chinese has no blanks between its words. */
function asWritten(words: readonly string[]): string {
	return words.join(' ').replace(/ (?=[\p{Script=Han}\d])|(?<=[\p{Script=Han}\d]) /gu, '');
}

function isShort(text: string): boolean {
	return text.length <= (/\p{Script=Han}/u.test(text) ? longestSwap.han : longestSwap.letters);
}

function wordsOf(text: string): readonly string[] {
	return segmentWords(withDigits(withoutAsides(normalizeClaim(text))));
}

/** Another number in the midst of the same words counts, whatever it counts. */
function kindOf({ ours, theirs }: Pick<Difference, 'ours' | 'theirs'>): 'number' | 'word' {
	const numbersIn = (text: string) => text.match(/\d+/g)?.join() ?? '';
	const [mine, known] = [numbersIn(ours), numbersIn(theirs)];
	return mine !== '' && known !== '' && mine !== known ? 'number' : 'word';
}
