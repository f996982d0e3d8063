import { diffArrays } from 'diff';
import { normalizeClaim, withoutAsides } from './claim-text.ts';
import type { Difference } from './difference.ts';
import { withDigits } from './numerals.ts';
import { segmentWords } from './tokens.ts';

/** Texts are near copies when so much of the longer one is in both. */
const nearCopy = 0.6;
const longestSwap = 8;

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
	if (same < nearCopy * Math.max(mine.length, known.length)) return [];
	return parts.flatMap((part, at) => {
		const [before, after] = [parts[at - 1], parts[at + 1]];
		const isInserted = part.added && !before?.removed && at > 0 && after !== undefined;
		if (!part.removed && !isInserted) return [];
		if (part.removed && !after?.added) return [];
		const [was, is] = part.removed ? [part.value, after?.value ?? []] : [[], part.value];
		const difference = { theirs: was.join(''), ours: is.join('') };
		const longest = Math.max(difference.theirs.length, difference.ours.length);
		return longest > longestSwap ? [] : [{ kind: kindOf(difference), ...difference }];
	});
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
