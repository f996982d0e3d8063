import { defaultLanguage } from '../domain/languages.ts';
import { byUrgency, type NoticeWithRef, stands } from '../domain/notice.ts';
import { standingOf } from './notice-standing.ts';
import type { Reading } from './reading.ts';

/** Notices that staff may still have to update, correct, lift or withdraw. */
export function currentNotices(reading: Reading): NoticeWithRef[] {
	return standingOf(reading, reading.openNotices(defaultLanguage), defaultLanguage)
		.filter(({ standing }) => stands(standing))
		.map(({ notice }) => notice)
		.sort(byUrgency);
}
