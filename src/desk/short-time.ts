import { countyClock, startOfDay, toDay } from '../domain/time.ts';
import type { DeskTranslate } from '../i18n/desk-strings.ts';

const dayMs = 24 * 3_600_000;

/** An instant in the room of a badge: its time today, else how many days it is away. */
export function shortTime(instant: number, now: number, t: DeskTranslate): string {
	const days = (dayStart(now) - dayStart(instant)) / dayMs;
	if (days > 0) return t('daysAgo', { days });
	if (days < 0) return t('inDays', { days: -days });
	const { hour, minute } = countyClock(new Date(instant));
	return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function dayStart(instant: number): number {
	return startOfDay(toDay(new Date(instant))).getTime();
}
