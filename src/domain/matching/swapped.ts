import { normalizeClaim, withoutAsides } from './claim-text.ts';
import type { Difference } from './difference.ts';

/** 和 joins what can change places; so do blanks and commas. */
const joins = /^(?:[\s、，,]|和|与|跟|同|及|或|and|or)*$/iu;
/** Longer parts are put in another order for no reason. */
const longestPart = 8;

/** Two that changed places around what one did to the other: 甲打了乙 is another claim than 乙打了甲. */
export function orderDifferences(ours: string, theirs: string): readonly Difference[] {
	const [mine, known] = [clausesOf(ours), clausesOf(theirs)];
	const [a] = mine.filter((clause) => !known.includes(clause));
	const b = known.find((clause) => !mine.includes(clause) && a && isOtherOrder(a, clause));
	return a === undefined || b === undefined ? [] : [{ kind: 'order', ours: a, theirs: b }];
}

function clausesOf(text: string): readonly string[] {
	const clauses = text.toLowerCase().split(/[\p{P}\n]+/u);
	return clauses.map((clause) => withoutAsides(normalizeClaim(clause)).replace(ends, ''));
}

const ends = /\s*[吗了吧呢啊]+$|^(?:听说|说)/gu;

function isOtherOrder(one: string, other: string): boolean {
	const [mine, known] = [wordsOf(one), wordsOf(other)];
	if (sorted(mine) !== sorted(known)) return false;
	const begin = mine.findIndex((word, at) => word !== known[at]);
	const end = mine.findLastIndex((word, at) => word !== known[at]) + 1;
	return isSwapped(mine.slice(begin, end), known.slice(begin, end));
}

/** Whether one is x m y and the other y m x, with something in the middle that makes a difference of the order. */
function isSwapped(a: readonly string[], b: readonly string[]): boolean {
	for (let x = 1; x <= longestPart && x < a.length - 1; x += 1) {
		if (!isSame(a.slice(0, x), b.slice(-x))) continue;
		for (let y = 1; y <= longestPart && x + y < a.length; y += 1) {
			if (!isSame(a.slice(-y), b.slice(0, y))) continue;
			const middle = a.slice(x, -y);
			if (isSame(middle, b.slice(y, -x)) && !joins.test(middle.join(''))) return true;
		}
	}
	return false;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((word, at) => word === b[at]);
}

function sorted(words: readonly string[]): string {
	return words.toSorted().join(' ');
}

/** Han characters one by one, other words whole. */
function wordsOf(text: string): readonly string[] {
	return text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu) ?? [];
}
