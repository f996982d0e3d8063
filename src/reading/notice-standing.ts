import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import { standing } from '../domain/notice.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import type { Reading } from './reading.ts';

/** How each of some notices stands among all that are published. */
export function standingOf(
	reading: Reading,
	notices: readonly Localized<'notices'>[],
	language: Language,
): StandingNotice<Localized<'notices'>>[] {
	return notices.map((notice) => ({
		notice,
		standing: standing(notice, reading.followers(notice, language), reading.hasPassed),
	}));
}
