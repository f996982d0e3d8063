import { toDay } from '../time.ts';
import { datesOf } from './dated.ts';
import type { Difference } from './difference.ts';

/** Where and when a text was told, as far as it is known. */
export interface Telling {
	/** The code of the area that it is about. */
	readonly area?: string | undefined;
	/** The day on which it was heard. */
	readonly heardOn?: string | undefined;
	/** When it came, in epoch milliseconds. */
	readonly at?: number | undefined;
}

const relativeDay =
	/[今明昨后前当][天日晚早晨夜]|[上下本这]个?(?:周|星期|礼拜|月)|[今明昨后前]儿|[今明]早|即日|不日|周末|月[底初中]|年[底初]|再?过[\d一二两三四五六七八九十几]+个?(?:天|日|周|星期|礼拜|月|小时|分钟)|[\d一二两三四五六七八九十几]+个?(?:天|日|周|星期|礼拜|月|小时|分钟)(?:[以之]?[后前]|内)|凌晨|清早|早上|早晨|上午|中午|下午|傍晚|晚上|半夜|刚刚|刚才|现在|马上|\b(?:today|tonight|tomorrow|yesterday|now|soon|weekend|(?:in|within) (?:\d+|an?|one|two|three|a few) (?:minute|hour|day|week|month)s?|(?:\d+|an?|one|two|three|a few) (?:minute|hour|day|week|month)s? (?:ago|from now)|(?:this|next|last) (?:week|month|morning|evening|night|afternoon)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} ?[ap]m)\b/iu;

/**
 * Whether what a text says holds for the time when it was told: it speaks of 今晚, of a time of day, or of a day without its
 * month. A day with its month says when by itself.
 */
export function isOfADay(text: string): boolean {
	if (relativeDay.test(text)) return true;
	const dates = datesOf(text).filter(({ form }) => !form.endsWith('-*'));
	return dates.length > 0 && !dates.some(({ form }) => /^\d+-/.test(form));
}

/** Whether two may be about one area: one of them names none, or an area that the other is in by its code (GB/T 2260). */
export function isSameArea({ area: a }: Telling, { area: b }: Telling): boolean {
	return !a || !b || a.startsWith(b) || b.startsWith(a);
}

/** Whether two tellings of a text may be about one day. */
export function isSameTime(text: string, one: Telling, other: Telling): boolean {
	const [ours, theirs] = [dayOf(one), dayOf(other)];
	if (ours === '' || theirs === '') return true;
	// 明天 of one day is another day on the next, however few hours lie between.
	if (isOfADay(text)) return ours === theirs;
	return !ofAYear.test(text) || ours.slice(0, 4) === theirs.slice(0, 4);
}

const ofAYear = /[今明去前后]年|\b(?:this|next|last) year\b/i;

/** Whether two tellings of one text may be one claim: the same words about another area or day need another answer. */
export function isSameTelling(text: string, one: Telling, other: Telling): boolean {
	return isSameArea(one, other) && isSameTime(text, one, other);
}

/** In what two tellings of one text differ; `nameOf` names an area by its code. */
export function tellingDifferences(
	text: string,
	{
		ours,
		theirs,
		nameOf,
	}: {
		readonly ours: Telling;
		readonly theirs: Telling;
		readonly nameOf: (code: string) => string;
	},
): readonly Difference[] {
	const differences: Difference[] = [];
	const differ = (kind: Difference['kind'], of: (telling: Telling) => string) =>
		differences.push({ kind, ours: of(ours), theirs: of(theirs) });
	if (!isSameArea(ours, theirs)) differ('place', ({ area = '' }) => nameOf(area));
	if (!isSameTime(text, ours, theirs)) differ('date', dayOf);
	return differences;
}

function dayOf({ heardOn, at }: Telling): string {
	return heardOn ?? (at === undefined ? '' : toDay(new Date(at)));
}

/** A telling of a text, and the item that it belongs to. */
export interface Told extends Telling {
	readonly item?: string | undefined;
}

/**
 * The item that a text belongs to by what became of its earlier tellings, oldest first. `undefined` where it was told of
 * another area or day only, and where no area is named and several items would do.
 */
export function itemToJoin(
	text: string,
	telling: Telling,
	earlier: readonly Told[],
): string | undefined {
	const same = earlier.filter((each) => each.item && isSameTelling(text, telling, each));
	const exact = same.filter(({ area }) => (area ?? '') === (telling.area ?? ''));
	if (exact.length > 0) return exact.at(-1)?.item;
	// Who named no area joined an item that others named theirs in.
	const free = same.filter(
		({ item }) => !earlier.some((each) => each.item === item && !isSameArea(each, telling)),
	);
	const items = new Set(free.map(({ item }) => item));
	return items.size === 1 ? free[0]?.item : undefined;
}
