import type { Language } from '../domain/languages.ts';
import { countyClock, countyTimeZone, type Day, startOfDay } from '../domain/time.ts';

const zhWeekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** A day as it is written out: 「3月6日（周五）」, "Friday, 6 March 2026", "venerdì 6 marzo 2026". */
export function writtenDay(date: Date | Day, language: Language): string {
	const clock = countyClock(typeof date === 'string' ? startOfDay(date) : date);
	if (language === 'zh-CN') return `${clock.month}月${clock.day}日（${zhWeekdays[clock.weekday]}）`;
	if (language !== 'en') return inForm(date, language, wholeDay);
	const written = (form: Intl.DateTimeFormatOptions) => inForm(date, language, form);
	return `${written({ weekday: 'long' })}, ${clock.day} ${written({ month: 'long' })} ${clock.year}`;
}

/** A day with its year, as archives write it: 「2026年3月6日（周五）」. */
export function writtenDayWithYear(date: Date | Day, language: Language): string {
	const { year } = countyClock(typeof date === 'string' ? startOfDay(date) : date);
	return language === 'zh-CN'
		? `${year}年${writtenDay(date, language)}`
		: writtenDay(date, language);
}

/** A day and a time: 「3月6日（周五）18:00」, "Friday, 6 March 2026, 18:00". */
export function writtenInstant(instant: Date, language: Language): string {
	const { hour, minute } = countyClock(instant);
	const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
	const day = writtenDay(instant, language);
	return language === 'zh-CN' ? `${day}${time}` : `${day}, ${time}`;
}

/** From one instant to another, the day once where it is the same: 「3月6日（周五）18:00–19:00」. */
export function writtenSpan(start: Date, end: Date, language: Language): string {
	const written = writtenInstant(end, language);
	const day = writtenDay(start, language);
	if (!written.startsWith(day)) return `${writtenInstant(start, language)} – ${written}`;
	return `${writtenInstant(start, language)}–${written.slice(day.length).replace(/^, /, '')}`;
}

/** A month, from `YYYY-MM`: 「2026年3月」, "March 2026", "marzo 2026". */
export function writtenMonth(month: string, language: Language): string {
	const [year, number] = month.split('-');
	return language === 'zh-CN'
		? `${year}年${Number(number)}月`
		: inForm(`${month}-01`, language, { month: 'long', year: 'numeric' });
}

const wholeDay = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

/** A date in a form of `Intl`, as the language writes it. */
function inForm(date: Date | Day, language: Language, form: Intl.DateTimeFormatOptions): string {
	return formatter(language, form).format(typeof date === 'string' ? startOfDay(date) : date);
}

// A formatter takes a hundred times longer to make than to use, and an archive writes a day for each notice.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language} ${JSON.stringify(form)}`;
	const known = formatters.get(key);
	if (known) return known;
	const made = new Intl.DateTimeFormat(language, { ...form, timeZone: countyTimeZone });
	formatters.set(key, made);
	return made;
}
