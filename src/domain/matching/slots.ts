import { withDigits } from './numerals.ts';

/** A number with what it counts: 3 天. */
export interface Counted {
	readonly value: string;
	readonly unit: string;
	readonly written: string;
}

const unit =
	'(?:个?小时|分钟|个?星期|个?礼拜|个月|周岁|块钱?|毫[升克]|公里|公斤|平方|立方|万人|人|个|天|年|例|名|位|户|家|次|级|度|元|块|岁|米|斤|吨|张|份|袋|箱|瓶|盒|包|件|倍|成|层|楼|%|路|床|只|头|辆|遍|mg|ml|km|[a-z]{2,12})';
const counted = new RegExp(`(\\d+(?:\\.\\d+)?)\\s?(万|亿)?[多余几]?(${unit})`, 'giu');

/** What a text counts. Times of day and dates are none: see `datesOf`. */
export function numbersOf(text: string): readonly Counted[] {
	const found: Counted[] = [];
	for (const [written, value = '', scale = '', of = ''] of plain(text).matchAll(counted))
		found.push({ value: `${Number(value)}${scale}`, unit: oneUnit(of.toLowerCase()), written });
	return found;
}

function oneUnit(of: string): string {
	const units: Readonly<Record<string, string>> = {
		块: '元',
		块钱: '元',
		礼拜: '星期',
		名: '人',
		位: '人',
	};
	const short = of.replace(/^个(?=.)/u, '');
	return units[short] ?? short;
}

const day = /(?:(\d{1,2})月)?(\d{1,2})[日号](?![楼线院店])/gu;
const weekday = /(?:周|星期|礼拜)([一二三四五六日天])/gu;
const clock = /(\d{1,2})(?:点(半)?|:(\d{2})|时(?!间))/gu;

/** A date or time of day as it is written, and in one form. */
export interface Dated {
	readonly form: string;
	readonly written: string;
}

/** The days, weekdays and times of day in a text; a day without its month is any month's, and a clock has twelve hours. */
export function datesOf(text: string): readonly Dated[] {
	const digits = plain(text);
	const found = (pattern: RegExp, formOf: (...parts: string[]) => string) =>
		[...digits.matchAll(pattern)].map(([written, ...parts]) => ({
			form: formOf(...parts.map((part) => part ?? '')),
			written,
		}));
	return [
		...found(day, (month = '', date = '') => `${month || '*'}-${date}`),
		...found(weekday, (name = '') => `周${name === '天' ? '日' : name}`),
		...found(
			clock,
			(hour, half, minutes) => `${Number(hour) % 12}:${half ? '30' : minutes || '00'}`,
		),
	];
}

const relative = /[今明昨后前](?:天|日|晚|早|晨|夜)/gu;

/** The days that a text counts from its own: 今晚 is of the same day as 今天. */
export function relativeDaysOf(text: string): readonly Dated[] {
	return [...text.matchAll(relative)].map(([written]) => ({ form: written.slice(0, 1), written }));
}

/** Whether two dates may be the same. */
export function isSameDate({ form: a }: Dated, { form: b }: Dated): boolean {
	const [month, date] = a.split('-');
	const [otherMonth, otherDate] = b.split('-');
	if (date === undefined || otherDate === undefined) return a === b;
	return date === otherDate && (month === otherMonth || month === '*' || otherMonth === '*');
}

/** Two characters behind a word that denies them. */
const denied =
	/(?:不(?:是|会|用|要|能|准|许|再|可以|可)?|没有?|未(?:曾|被)?|无(?:需|须)?|并非|并未|并没有|禁止|取消|停止|别|勿)([\p{Script=Han}]{2})/gu;
/** Words and questions that only look like a denial. */
const noDenial =
	/([\p{Script=Han}])不\1|有没有|是不是|会不会|要不要|能不能|可不可以|不知道|不得不|不仅|不但|不过|不少|不断|不久|不管|不同|不好意思|差不多|对不起|了不起|不到|不足|无论|无锡|未来|未成年|没想到|没事|特别|分别|区别|级别|个别|性别|别人|别墅/gu;
const deniedEnglish =
	/\b(?:not|no|never|without|cannot|\w+n['’]t)\s+(?:be\s+|been\s+|being\s+|to\s+|the\s+|a\s+|any\s+)?([a-z]{3,})/giu;

/** A denial as it is written, and what it denies: 封城 for 不会封城, closed for "not closed". */
export interface Denied {
	readonly what: string;
	readonly written: string;
}

export function deniedIn(text: string): readonly Denied[] {
	const said = text.replace(noDenial, ' ').toLowerCase();
	return [...said.matchAll(denied), ...said.matchAll(deniedEnglish)].map(
		([written, what = '']) => ({
			what,
			written,
		}),
	);
}

/** Whether a text says something without denying it. */
export function affirms(text: string, what: string): boolean {
	const said = text.replace(noDenial, ' ').toLowerCase();
	const denying = said.replace(denied, ' ').replace(deniedEnglish, ' ');
	return denying.includes(what);
}

const name = /(?<=[\p{L}\p{N},;:] )\p{Lu}\p{Ll}{2,}/gu;

/** Names in a text of a language with capitals; what begins a sentence may be any word. */
export function namesOf(text: string): readonly string[] {
	return [...new Set(text.match(name) ?? [])];
}

function plain(text: string): string {
	return withDigits(text.normalize('NFKC'));
}
