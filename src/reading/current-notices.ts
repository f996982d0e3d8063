import { defaultLanguage } from '../domain/languages.ts';
import { byUrgency, isEnding, type NoticeWithRef, standing } from '../domain/notice.ts';
import type { Reading } from './reading.ts';

/** Notices that staff may still have to update, correct, lift or withdraw. */
export function currentNotices(reading: Reading): NoticeWithRef[] {
	return reading
		.list('notices', defaultLanguage)
		.filter((notice) => {
			const followers = reading.followers(notice, defaultLanguage);
			const { state } = standing(notice, followers, reading.hasPassed);
			return !isEnding(notice) && (state === 'current' || state === 'scheduled');
		})
		.sort(byUrgency);
}
