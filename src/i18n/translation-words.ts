import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import type { Translate } from './strings.ts';

/** What stands before a headline wherever a translation is passed on that is of an earlier version than the facts; empty elsewhere. */
export function translationMark({ translationOf: of }: Localized, t: Translate): string {
	return of === undefined ? '' : t('translation.mark', { of });
}

/** That a text is of an earlier version than the facts beside it, and of which; or that there is none in the reader's language. */
export function translationNote(
	{ translationOf: of, version, textLanguage }: Localized,
	t: Translate,
	language: Language,
): string | undefined {
	if (textLanguage !== language) return t('translation.none');
	return of === undefined ? undefined : t('translation.behind', { of, version });
}
