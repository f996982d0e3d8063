import type { Language } from '../domain/languages.ts';
import { translator } from './strings.ts';

/** A length of time as people say it, with no more than two parts: 「2小时5分钟」, "3 d 4 h". */
export function writtenDuration(minutes: number, language: Language): string {
	const t = translator(language);
	const hours = Math.floor(minutes / 60);
	const days = Math.floor(hours / 24);
	if (days >= 2)
		return hours % 24 === 0
			? t('duration.days', { days })
			: t('duration.daysHours', { days, hours: hours % 24 });
	if (hours === 0) return t('duration.minutes', { minutes });
	return minutes % 60 === 0
		? t('duration.hours', { hours })
		: t('duration.hoursMinutes', { hours, minutes: minutes % 60 });
}
