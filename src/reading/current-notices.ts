import { defaultLanguage } from '../domain/languages.ts';
import { byUrgency, type NoticeWithRef } from '../domain/notice.ts';
import { standingOf } from './notice-standing.ts';
import type { Reading } from './reading.ts';

/** Notices that staff may still have to update, correct, lift or withdraw. */
export function currentNotices(reading: Reading): NoticeWithRef[] {
	return standingOf(reading, reading.openNotices(defaultLanguage), defaultLanguage)
		.filter(({ standing }) => standing.state === 'current' || standing.state === 'scheduled')
		.map(({ notice }) => notice)
		.sort(byUrgency);
}
