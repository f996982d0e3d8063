import { defaultLanguage, type Language, languageTags } from './languages.ts';
import { type Day, toDay, toOffsetString } from './time.ts';

const dayMs = 86_400_000;
const zhWeekdays = '日一二三四五六';
/**
 * Moves every date of a text by whole days: ISO dates and instants, 「3月6日（周五）」, and "Friday, 6 March 2026" in the
 * other languages of the site. Weekdays are computed anew. A written date without a year is taken to lie within half a year of `around`.
 */
export function shiftDates(text: string, days: number, around: Day): string {
	const any = new RegExp(forms.map((form) => form.pattern).join('|'), 'g');
	return text.replace(any, (found) => {
		for (const form of forms) {
			const match = new RegExp(`^(?:${form.pattern})$`).exec(found);
			if (match) return form.shift(match.groups ?? {}, days, around) ?? found;
		}
		return found;
	});
}

interface DateForm {
	readonly pattern: string;
	/** The shifted form; `undefined` when the digits are no date. */
	shift(groups: Partial<Record<string, string>>, days: number, around: Day): string | undefined;
}

const isoInstant: DateForm = {
	pattern: String.raw`(?<instant>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))`,
	shift({ instant = '' }, days) {
		return toOffsetString(new Date(new Date(instant).getTime() + days * dayMs));
	},
};

const isoDay: DateForm = {
	pattern: String.raw`(?<![\w-])(?<isoDay>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w-])`,
	shift({ isoDay: day = '' }, days) {
		return shiftDay(day, days);
	},
};

const chineseDay: DateForm = {
	pattern: String.raw`(?:(?<zhYear>\d{4})年)?(?<zhMonth>\d{1,2})月(?<zhDay>\d{1,2})日(?<zhWeekday>（(?:周|星期)[一二三四五六日天]）)?`,
	shift({ zhYear, zhMonth = '', zhDay = '', zhWeekday }, days, around) {
		const day = dayNear(zhYear, Number(zhMonth), Number(zhDay), around);
		if (!day) return undefined;
		const [year, month, date] = shiftDay(day, days).split('-').map(Number);
		const prefix = zhWeekday?.startsWith('（星期') ? '星期' : '周';
		const weekday = zhWeekday ? `（${prefix}${zhWeekdays[weekdayOf(shiftDay(day, days))]}）` : '';
		return `${zhYear ? `${year}年` : ''}${month}月${date}日${weekday}`;
	},
};

/** A day as languages with an alphabet write it: the weekday before it, the year behind. */
function dayOfMonth(language: Language, index: number): DateForm {
	const months = namesIn(language, { month: 'long' }, 12, (at) => Date.UTC(2026, at, 1));
	// 4 January 2026 was a Sunday.
	const weekdays = namesIn(language, { weekday: 'long' }, 7, (at) => Date.UTC(2026, 0, 4 + at));
	// A pattern with several forms in it needs a name for each of its groups.
	const group = (name: string) => `${name}${index}`;
	return {
		pattern: String.raw`(?:(?<${group('weekday')}>${weekdays.map(anyCase).join('|')})(?<${group('gap')}>,? ))?(?<${group('day')}>\d{1,2}) (?<${group('month')}>${months.join('|')})(?: (?<${group('year')}>\d{4}))?`,
		shift(groups, days, around) {
			const found = (name: string) => groups[group(name)];
			const month = months.indexOf(found('month') ?? '') + 1;
			const day = dayNear(found('year'), month, Number(found('day')), around);
			if (!day) return undefined;
			const shifted = shiftDay(day, days);
			const [year, newMonth = 1, date] = shifted.split('-').map(Number);
			const before = found('weekday');
			const weekday = before ? inCaseOf(before, weekdays[weekdayOf(shifted)] ?? '') : '';
			const written = `${date} ${months[newMonth - 1]}${found('year') ? ` ${year}` : ''}`;
			return `${weekday}${found('gap') ?? ''}${written}`;
		},
	};
}

function namesIn(
	language: Language,
	form: Intl.DateTimeFormatOptions,
	count: number,
	instant: (index: number) => number,
): string[] {
	const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
	return Array.from({ length: count }, (_, index) => format.format(instant(index)));
}

/** Italian writes weekdays small, and at the beginning of a sentence not. */
function anyCase(name: string): string {
	const first = name.charAt(0);
	return `[${first.toLowerCase()}${first.toUpperCase()}]${name.slice(1)}`;
}

function inCaseOf(before: string, name: string): string {
	const first = name.charAt(0);
	const isCapital = before.charAt(0) === before.charAt(0).toUpperCase();
	return (isCapital ? first.toUpperCase() : first.toLowerCase()) + name.slice(1);
}

const forms = [
	isoInstant,
	isoDay,
	chineseDay,
	...languageTags.filter((tag) => tag !== defaultLanguage).map(dayOfMonth),
];

function dayNear(
	year: string | undefined,
	month: number,
	date: number,
	around: Day,
): Day | undefined {
	const centre = Number(around.slice(0, 4));
	const years = year ? [Number(year)] : [centre - 1, centre, centre + 1];
	const candidates = years
		.map((each) => `${each}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
		.filter((day) => isDay(day));
	return candidates.sort((a, b) => distance(a, around) - distance(b, around))[0];
}

function isDay(day: Day): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function distance(a: Day, b: Day): number {
	return Math.abs(new Date(a).getTime() - new Date(b).getTime());
}

function shiftDay(day: Day, days: number): Day {
	return new Date(new Date(`${day}T00:00:00Z`).getTime() + days * dayMs).toISOString().slice(0, 10);
}

function weekdayOf(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** How many whole days the demo county's dates move, so that its outbreak is at its height now. */
export function demoShift(now: Date): number {
	return Math.floor((now.getTime() - demoHeight.getTime()) / dayMs);
}

/** The instant at which the content in `content/` is at its height; everything written before it has happened. */
export const demoHeight = new Date('2026-03-14T12:00:00+08:00');

/** The day around which dates without a year are read. */
export const demoDay: Day = toDay(demoHeight);
