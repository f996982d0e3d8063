import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import { standingOf } from './notice-standing.ts';
import type { Reading } from './reading.ts';

/** The notices that matter in an area now, and how they stand: those whose validity has not ended, and those that changed since yesterday. */
export function areaNotices(
	reading: Reading,
	area: string,
	language: Language,
): StandingNotice<Localized<'notices'>>[] {
	const open = reading.openNoticesIn(area, language);
	const changed = reading.changedNoticesIn(area, language);
	return standingOf(reading, [...new Set([...open, ...changed])], language);
}
