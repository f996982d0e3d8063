import type { Localized } from '../domain/entry.ts';
import { changedAt } from '../domain/freshness.ts';
import type { Language } from '../domain/languages.ts';
import { areaName, type Settings, topicName } from '../domain/settings.ts';
import type { Translate } from '../i18n/strings.ts';
import { feedId } from './identity.ts';

/** What feeds need of the site: names and words in the reader's language, and addresses. */
export interface FeedView {
	readonly settings: Settings;
	readonly t: Translate;
	readonly language: Language;
	/** The public address of a page in the reader's language. */
	readonly urlOf: (page: string) => string;
}

/** What items of every kind have in the same way. */
export function common(
	entry: Localized<'notices'> | Localized<'rumors'>,
	{ settings, urlOf }: FeedView,
) {
	const language = entry.textLanguage;
	return {
		id: feedId(entry, settings),
		summary: entry.summary,
		url: urlOf(`${entry.collection}/${entry.ref}/`),
		changed: changedAt(entry),
		tags: [
			...entry.areas.map((code) => areaName(settings, code, language)),
			...entry.topics.map((code) => topicName(settings, code, language)),
		],
	};
}

/** What stands before a headline, after the mark of a county that does not exist. */
export function marked(marks: string, { settings, t }: Pick<FeedView, 'settings' | 't'>): string {
	return `${settings.fictional ? t('feeds.fictional') : ''}${marks}`;
}
