import { withDigits } from './numerals.ts';

/** A date or time of day as it is written, and in one form. */
export interface Dated {
	readonly form: string;
	readonly written: string;
}

const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const englishMonth = `(${englishMonths.join('|')})[a-z]*\\.?`;
const englishDays = 'mon tues wednes thurs fri satur sun'.split(' ');

const day = /(?<![\d.])(?:(\d{1,2})月(?:份)?)?(\d{1,2})[日号](?![楼线院店门机桌])/gu;
const month = /(?<![\d.])(\d{1,2})月(?!\d|份?\d)份?/gu;
const dayInEnglish = new RegExp(`\\b${englishMonth} (\\d{1,2})(?:st|nd|rd|th)?\\b`, 'gi');
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${englishMonth}\\b`, 'gi');
const weekday = /(?:周|星期|礼拜)([一二三四五六日天])/gu;
const weekdayInEnglish = new RegExp(`\\b(${englishDays.join('|')})days?\\b`, 'gi');
const clock = /(?<![\d.])(\d{1,2})(?:点(半)?|:(\d{2})|时(?!间))/gu;
const clockInEnglish = /\b(\d{1,2})(?::(\d{2}))? ?(?:[ap]\.?m\b\.?|o['’]?clock)/gi;

/** The days, weekdays and times of day in a text; a day without its month is any month's, and a clock has twelve hours. */
export function datesOf(text: string): readonly Dated[] {
	const plain = withDigits(text.normalize('NFKC'));
	const found = (pattern: RegExp, formOf: (...parts: string[]) => string) =>
		[...plain.matchAll(pattern)].map(([written, ...parts]) => ({
			form: formOf(...parts.map((part) => part ?? '')),
			written,
		}));
	return [
		...found(day, (of = '', date = '') => `${of || '*'}-${date}`),
		...found(month, (of = '') => `${of}-*`),
		...found(dayInEnglish, (of = '', date = '') => `${monthNumber(of)}-${date}`),
		...found(dayFirst, (date = '', of = '') => `${monthNumber(of)}-${date}`),
		...found(weekday, (name = '') => `周${name === '天' ? '日' : name}`),
		...found(
			weekdayInEnglish,
			(name = '') => `周${'一二三四五六日'[englishDays.indexOf(name.toLowerCase())]}`,
		),
		...found(clock, (hour, half, minutes) => clockForm(hour, half ? '30' : minutes)),
		...found(clockInEnglish, (hour, minutes) => clockForm(hour, minutes)),
	];
}

function monthNumber(name: string): number {
	return englishMonths.indexOf(name.toLowerCase()) + 1;
}

function clockForm(hour = '', minutes = ''): string {
	return `${Number(hour) % 12}:${minutes || '00'}`;
}

/** A text in digits without what `datesOf` finds in it. */
export function withoutDates(text: string): string {
	return [day, month, dayInEnglish, dayFirst, clock, clockInEnglish].reduce(
		(left, pattern) => left.replace(pattern, ' '),
		text,
	);
}

const relative =
	/(大?[今明昨后前])(?:天|日|晚|早|晨|夜)|(?:([今明去])年)|([上下本这])个?(?:周|星期|礼拜|月)|(元旦|春节|除夕|元宵|清明|五一|端午|中秋|国庆|暑假|寒假)|\b(today|tonight|tomorrow|yesterday)\b|\b(this|next|last) (?:week|month|year)\b/giu;
const inEnglish: Readonly<Record<string, string>> = {
	today: '今',
	tonight: '今',
	tomorrow: '明',
	yesterday: '昨',
	this: '本',
	next: '下',
	last: '上',
	这: '本',
};

/** The days, weeks and years that a text counts from its own, and feasts: 今晚 is of the same day as 今天. */
export function relativeDaysOf(text: string): readonly Dated[] {
	return [...text.matchAll(relative)].map(([written, ...parts]) => {
		const form = (parts.find((part) => part !== undefined) ?? '').toLowerCase();
		return { form: inEnglish[form] ?? form, written };
	});
}

/** Parts of a day by letters: n night, d dawn, a morning, m noon, p afternoon, e evening. Who shares one may mean the same. */
const partsOfDay: readonly (readonly [RegExp, string])[] = [
	[/凌晨/gu, 'nd'],
	[/半夜|午夜|深夜|零[点时]|\bmidnight\b/giu, 'n'],
	[/清早|清晨|大早|早[上晨间]|[今明后当]早/gu, 'da'],
	[/上午/gu, 'a'],
	[/中午|正午|\bnoon\b/giu, 'm'],
	[/下午|午后|\bafternoon\b/giu, 'p'],
	[/傍晚/gu, 'pe'],
	[/晚[上间]|[今明昨当每]晚|夜[里间]|[今昨当]夜|\b(?:tonight|evening|night)\b/giu, 'en'],
	[/\bmorning\b/giu, 'da'],
	[/\b\d{1,2}(?::\d{2})? ?a\.?m\b/giu, 'nda'],
	[/\b\d{1,2}(?::\d{2})? ?p\.?m\b/giu, 'mpen'],
];

/** The parts of a day that a text speaks of, those of its clock after noon too. */
export function partsOfDayOf(text: string): readonly Dated[] {
	const said = partsOfDay.flatMap(([pattern, form]) =>
		[...text.matchAll(pattern)].map(([written]) => ({ form, written })),
	);
	const plain = withDigits(text.normalize('NFKC'));
	const onClock = [...plain.matchAll(clock)].flatMap(([written, hour]) => {
		const form = partOfHour(Number(hour));
		return form === '' ? [] : [{ form, written }];
	});
	return [...said, ...onClock];
}

function partOfHour(hour: number): string {
	if (hour <= 12) return hour === 0 ? 'n' : '';
	if (hour < 17) return 'p';
	if (hour < 19) return 'pe';
	return hour < 24 ? 'en' : 'n';
}

/** Whether two dates may be the same. */
export function isSameDate({ form: a }: Dated, { form: b }: Dated): boolean {
	const [month, date] = a.split('-');
	const [otherMonth, otherDate] = b.split('-');
	if (date === undefined || otherDate === undefined) return a === b;
	const mayBe = (one: string | undefined, other: string | undefined) =>
		one === other || one === '*' || other === '*';
	return mayBe(date, otherDate) && mayBe(month, otherMonth);
}

/** Whether two days that texts count from their own may be the same: 今天 is in 本周. */
export function isSameRelativeDay({ form: a }: Dated, { form: b }: Dated): boolean {
	return a === b || ((a === '本' || b === '本') && !/[上下]/u.test(a + b));
}

/** Whether two parts of a day may be the same. */
export function isSamePartOfDay({ form: a }: Dated, { form: b }: Dated): boolean {
	return [...a].some((part) => b.includes(part));
}
