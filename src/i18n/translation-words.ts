import type { Localized } from '../domain/entry.ts';
import type { Translate } from './strings.ts';

/** What stands before a headline wherever a translation is passed on that is of an earlier version than the facts; empty elsewhere. */
export function translationMark({ translationOf: of }: Localized, t: Translate): string {
	return of === undefined ? '' : t('translation.mark', { of });
}

/** That a text is of an earlier version than the facts beside it, and of which. */
export function translationNote(
	{ translationOf: of, version }: Localized,
	t: Translate,
): string | undefined {
	return of === undefined ? undefined : t('translation.behind', { of, version });
}
