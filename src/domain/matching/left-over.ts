import type { ClaimSlots } from './claim-slots.ts';
import { normalizeClaim, withoutAsides } from './claim-text.ts';
import { type Counted, isSameMeasure, isSameNumber } from './counted.ts';
import { type Dated, isSameDate, isSamePartOfDay, isSameRelativeDay } from './dated.ts';
import { isAsked } from './denied.ts';
import type { Difference } from './difference.ts';
import { withDigits } from './numerals.ts';
import type { Place } from './places.ts';

/**
 * What only one of two texts names, which say the same beside it: 停水三天 says more than 停水. In texts that are unlike beside it,
 * it was only left out.
 */
export function addedDifferences(ours: ClaimSlots, theirs: ClaimSlots): readonly Difference[] {
	const rest = restOf(ours);
	if (rest === '' || rest !== restOf(theirs)) return [];
	const places = onlyIn(within(ours), within(theirs), (a, b) => a.name === b.name);
	const numbers = onlyIn(ours.numbers, theirs.numbers, isSameNumber);
	const measures = otherMeasures(ours.numbers, theirs.numbers);
	const dates = onlyIn(ours.dates, theirs.dates, isSameDate);
	const days = onlyIn(otherDays(ours), otherDays(theirs), isSameRelativeDay);
	const parts = onlyIn(ours.partsOfDay, theirs.partsOfDay, isSamePartOfDay);
	const found = [...places, ...numbers, ...measures, ...dates, ...days, ...parts];
	// Who asks leaves out what all know.
	return found.filter((each) => each.ours !== '' || !isAsked(ours.text));
}

/** The county's own name says no more than none. */
function within({ places }: ClaimSlots): readonly Place[] {
	return places.filter(({ reach }) => reach !== 'own');
}

/** Without a day, a text speaks of the one on which it is told. */
function otherDays({ relativeDays }: ClaimSlots): readonly Dated[] {
	return relativeDays.filter(({ form }) => form !== '今' && form !== '本');
}

/** What one side has where the other has nothing of its kind; where both have another, it is told already. */
function onlyIn<T extends { readonly written: string }>(
	mine: readonly T[],
	known: readonly T[],
	isSame: (a: T, b: T) => boolean,
): readonly Difference[] {
	const ours = mine.filter((a) => !known.some((b) => isSame(a, b)));
	const theirs = known.filter((b) => !mine.some((a) => isSame(a, b)));
	if (ours.length > 0 && theirs.length > 0) return [];
	return [
		...ours.map(({ written }) => ({ kind: 'added' as const, ours: written, theirs: '' })),
		...theirs.map(({ written }) => ({ kind: 'added' as const, ours: '', theirs: written })),
	];
}

/** 停水三天 and 停水三个月 count what cannot be compared. */
function otherMeasures(mine: readonly Counted[], known: readonly Counted[]): readonly Difference[] {
	const [a, b] = [mine[0], known[0]];
	if (mine.length !== 1 || known.length !== 1 || !a || !b || isSameMeasure(a, b)) return [];
	return [{ kind: 'number', ours: a.written, theirs: b.written }];
}

/** Words that come and go with a place, number or date. */
const light =
	/[的了吗呢吧啊呀哦嘛么从起自在到于至将要会就都也又共满]|开始|已经|据悉|一共|整整|左右|\b(?:the|an?|is|are|was|were|will|be|been|in|at|on|of|from|for|to|by|until|starting|all)\b/gu;

/** What a text says beside its places, numbers and dates, in letters. */
function restOf({
	text,
	places,
	numbers,
	dates,
	relativeDays,
	partsOfDay,
	scopes,
}: ClaimSlots): string {
	const named = [...places, ...numbers, ...dates, ...relativeDays, ...partsOfDay, ...scopes];
	const longestFirst = named.map(({ written }) => written).sort((a, b) => b.length - a.length);
	const left = longestFirst.reduce(
		(rest, written) => rest.replaceAll(written.toLowerCase(), ' '),
		withDigits(text.normalize('NFKC')).toLowerCase(),
	);
	return withoutAsides(normalizeClaim(left)).replace(light, '').replace(/\s+/gu, '');
}
