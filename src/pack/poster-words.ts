import type { Localized } from '../domain/entry.ts';
import { writtenInstant } from '../i18n/dates.ts';
import type { View } from '../layouts/view.ts';
import type { WrittenNotice } from './written-notice.ts';

/** What stands around the code of a poster: how to tell whether the paper is still right, and when to take it down. */
export interface PosterWords {
	readonly scan: string;
	readonly codeAndVersion: string;
	readonly takeDown?: string | undefined;
	readonly check: string;
}

export function posterWords(
	{ t, language }: View,
	notice: Localized<'notices'>,
	{ code }: WrittenNotice,
): PosterWords {
	const takeDown = notice.expires ?? notice.reviewBy ?? notice.nextUpdateAt;
	const version = t('poster.version', { version: notice.version });
	return {
		scan: t('poster.scan'),
		codeAndVersion: code ? `${t('poster.code', { code })} ${version}` : version,
		takeDown: takeDown && t('poster.takeDown', { at: writtenInstant(takeDown, language) }),
		check: t('poster.check'),
	};
}
