import { diffArrays } from 'diff';
import { normalizeClaim, withoutAsides } from './claim-text.ts';
import { isAsked } from './denied.ts';
import type { Difference } from './difference.ts';
import { limitsClaim } from './limits.ts';
import { withDigits } from './numerals.ts';
import { areOtherPeople } from './people.ts';
import { segmentWords } from './segment-words.ts';

/** Texts are near copies when so much of the longer one is in both; of a few words one or two are enough. */
const nearCopy = 0.6;
const fewWords = 6;
const nearCopyOfFew = 0.3;
/** A text that says less is within many; so is one to which more was added. */
const fewestLetters = 2;
const mostAdded = 2;
/** In characters; a word has more letters than characters. */
const longestSwap = { han: 8, letters: 24 };

/**
 * Words that stand in the place of others in a near copy, and what only one of the two says of when, where or for whom,
 * beside the differences that are known already.
 */
export function wordDifferences(
	ours: string,
	theirs: string,
	known: readonly Difference[],
): readonly Difference[] {
	const told = known.flatMap((each) => [each.ours, each.theirs]).filter((each) => each !== '');
	return changedWords(ours, theirs).filter(
		(each) =>
			!told.some((part) => overlap(part, each.ours) || overlap(part, each.theirs)) &&
			// Who asks leaves out what all know.
			!(each.kind === 'added' && each.ours === '' && isAsked(ours)),
	);
}

function overlap(a: string, b: string): boolean {
	const [one, other] = [a.toLowerCase(), b.toLowerCase()];
	return other !== '' && (one.includes(other) || other.includes(one));
}

function changedWords(ours: string, theirs: string): Difference[] {
	const [mine, known] = [wordsOf(ours), wordsOf(theirs)];
	const parts = diffArrays([...known], [...mine]);
	const shared = parts.flatMap((part) => (part.added || part.removed ? [] : part.value));
	const same = shared.length;
	const longer = Math.max(mine.length, known.length);
	const isNearCopy = same >= nearCopy * longer;
	const isWithin =
		same === Math.min(mine.length, known.length) &&
		shared.join('').length >= fewestLetters &&
		parts.filter(({ added, removed }) => added || removed).length <= mostAdded;
	const added = isWithin ? limitsAdded(parts) : [];
	if (!isNearCopy && (longer > fewWords || same < nearCopyOfFew * longer)) return added;
	const isTold = (each: Difference) =>
		added.some(({ ours, theirs }) => ours + theirs === each.ours);
	const changed = swappedWords(parts).filter((each) => !isTold(each));
	// With few words around them two numbers may well measure the same: 3天, 72小时.
	const counted = (each: Difference) => /\d/.test(each.ours + each.theirs);
	return [...added, ...(isNearCopy ? changed : changed.filter((each) => !counted(each)))];
}

type Parts = ReturnType<typeof diffArrays<string>>;

/** What one of two texts says beside all that the other says, where it limits that. */
function limitsAdded(parts: Parts): Difference[] {
	return parts.flatMap((part) => {
		const words = asWritten(part.value);
		if (!(part.added || part.removed) || !isShort(words) || !limitsClaim(words)) return [];
		return [{ kind: 'added', ours: part.added ? words : '', theirs: part.added ? '' : words }];
	});
}

function swappedWords(parts: Parts): Difference[] {
	return parts.flatMap((part, at) => {
		const [before, after] = [parts[at - 1], parts[at + 1]];
		const isInserted = part.added && !before?.removed && at > 0 && after !== undefined;
		if (!part.removed && !isInserted) return [];
		if (part.removed && !after?.added) return [];
		const [was, is] = part.removed ? [part.value, after?.value ?? []] : [[], part.value];
		const difference = { theirs: asWritten(was), ours: asWritten(is) };
		const isWord = isShort(difference.theirs) && isShort(difference.ours);
		return isWord ? [{ kind: kindOf(difference), ...difference }] : [];
	});
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

/** Another number in the midst of the same words counts, whatever it counts; and so does who it is. */
function kindOf({ ours, theirs }: Pick<Difference, 'ours' | 'theirs'>): 'number' | 'name' | 'word' {
	const numbersIn = (text: string) => text.match(/\d+/g)?.join() ?? '';
	const [mine, known] = [numbersIn(ours), numbersIn(theirs)];
	if (mine !== '' && known !== '' && mine !== known) return 'number';
	return areOtherPeople(ours, theirs) ? 'name' : 'word';
}
