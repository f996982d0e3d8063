import type { Language } from '../domain/languages.ts';
import { countyClock, countyTimeZone, type Day, startOfDay } from '../domain/time.ts';

const zhWeekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** A day as it is written out: 「3月6日（周五）」, "Friday, 6 March 2026". */
export function writtenDay(date: Date | Day, language: Language): string {
	const clock = countyClock(typeof date === 'string' ? startOfDay(date) : date);
	if (language === 'zh-CN') return `${clock.month}月${clock.day}日（${zhWeekdays[clock.weekday]}）`;
	return `${english.weekday(date)}, ${clock.day} ${english.month(date)} ${clock.year}`;
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

/** A month, from `YYYY-MM`: 「2026年3月」, "March 2026". */
export function writtenMonth(month: string, language: Language): string {
	const [year, number] = month.split('-');
	return language === 'zh-CN'
		? `${year}年${Number(number)}月`
		: `${english.month(`${month}-01`)} ${year}`;
}

// A formatter takes a hundred times longer to make than to use, and an archive writes a day for each notice.
const english = { weekday: formatter({ weekday: 'long' }), month: formatter({ month: 'long' }) };

function formatter(part: Intl.DateTimeFormatOptions): (date: Date | Day) => string {
	const format = new Intl.DateTimeFormat('en-GB', { ...part, timeZone: countyTimeZone });
	return (date) => format.format(typeof date === 'string' ? startOfDay(date) : date);
}
