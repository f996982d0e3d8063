import { type Sides, sidesOf } from './contrasts.ts';
import { type Counted, numbersOf } from './counted.ts';
import { type Dated, datesOf, partsOfDayOf, relativeDaysOf } from './dated.ts';
import { type Denied, deniedIn } from './denied.ts';
import { type FindPlaces, type Place, type Scope, scopesOf } from './places.ts';

/** What in a text can make another claim of it. */
export interface ClaimSlots {
	readonly text: string;
	readonly places: readonly Place[];
	readonly scopes: readonly Scope[];
	readonly numbers: readonly Counted[];
	readonly dates: readonly Dated[];
	readonly relativeDays: readonly Dated[];
	readonly partsOfDay: readonly Dated[];
	readonly denied: readonly Denied[];
	readonly names: readonly string[];
	readonly sides: Sides;
}

/** Reads a text in simplified characters. */
export function slotsOf(text: string, places: FindPlaces): ClaimSlots {
	return {
		text,
		places: places(text),
		scopes: scopesOf(text),
		numbers: numbersOf(text),
		dates: datesOf(text),
		relativeDays: relativeDaysOf(text),
		partsOfDay: partsOfDayOf(text),
		denied: deniedIn(text),
		names: namesOf(text),
		sides: sidesOf(text),
	};
}

const name = /(?<=[\p{L}\p{N},;:] )\p{Lu}\p{Ll}{2,}/gu;
const days =
	/^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Names in a text of a language with capitals; what begins a sentence may be any word. */
function namesOf(text: string): readonly string[] {
	return [...new Set(text.match(name) ?? [])].filter((each) => !days.test(each));
}
