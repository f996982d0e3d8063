import { isAllDay, type Weekday, type WeeklySpan, weekdays } from '../domain/hotline-hours.ts';
import type { Language } from '../domain/languages.ts';
import { countyTimeZone, startOfDay } from '../domain/time.ts';
import type { Translate } from './strings.ts';

/** Weekly hours as they are written: 「周一至周五8:30–12:00、14:00–17:30」, "Mon to Fri 8:30–12:00, 14:00–17:30"; '' for none. */
export function writtenHours(
	hours: readonly WeeklySpan[],
	language: Language,
	t: Translate,
): string {
	if (hours.length === 0) return '';
	if (isAllDay(hours)) return t('hotline.allDay');
	const byDays = Map.groupBy(hours, ({ days }) => inOrder(days).join());
	return [...byDays.values()]
		.map((spans) => {
			const days = writtenDays(inOrder(spans[0]?.days ?? []), language, t);
			const times = [...spans]
				.sort((a, b) => a.opens.localeCompare(b.opens))
				.map((span) => writtenTimes(span, t));
			return t('hotline.span', { days, times: times.join(t('list.separator')) });
		})
		.join(t('hotline.spanSeparator'));
}

function writtenTimes({ opens, closes }: WeeklySpan, t: Translate): string {
	if (opens === '00:00' && closes === '24:00') return t('hotline.wholeDay');
	const end = closes > opens ? closes : t('hotline.nextDay', { time: closes });
	return `${opens}–${end}`;
}

function writtenDays(days: readonly Weekday[], language: Language, t: Translate): string {
	if (days.length === weekdays.length) return t('hotline.everyDay');
	const names = days.map((day) => weekdayName(day, language));
	const [first, last] = [days[0], days.at(-1)].map((day) =>
		weekdays.findIndex((each) => each === day),
	);
	const isRun = days.length > 2 && (last ?? 0) - (first ?? 0) === days.length - 1;
	return isRun
		? t('hotline.dayRange', { first: names[0] ?? '', last: names.at(-1) ?? '' })
		: names.join(t('list.separator'));
}

function inOrder(days: readonly Weekday[]): Weekday[] {
	return weekdays.filter((each) => days.includes(each));
}

/** 2 March 2026 was a Monday. */
function weekdayName(day: Weekday, language: Language): string {
	const date = startOfDay(`2026-03-0${2 + weekdays.indexOf(day)}`);
	return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: countyTimeZone }).format(
		date,
	);
}
