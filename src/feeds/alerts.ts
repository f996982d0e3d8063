import type { CareOccasion } from '../domain/after-care.ts';
import type { Localized } from '../domain/entry.ts';
import { type LocalizedText, languageTags } from '../domain/languages.ts';
import { sentAt } from '../domain/notice.ts';
import { type StandingNotice, warningsToShow } from '../domain/notice-lists.ts';
import { toOffsetString } from '../domain/time.ts';
import { translator } from '../i18n/strings.ts';
import { translationMark } from '../i18n/translation-words.ts';
import type { CareShown } from '../reading/care.ts';
import { isKeptFromLists } from './feed-items.ts';

/** A warning in force, as programs read it. Times carry their offset. */
export interface PublicAlert {
	readonly ref: string;
	readonly category: string;
	readonly lifecycle: string;
	readonly warningColor?: 'red' | 'orange' | 'yellow' | 'blue' | undefined;
	/** The headline in each language it has been written in. */
	readonly title: LocalizedText;
	readonly areas: readonly string[];
	readonly url: string;
	readonly sent: string;
	readonly effective: string;
	readonly expires?: string | undefined;
	readonly nextUpdateAt?: string | undefined;
}

/** `/alerts.json`: the release that is live, and the warnings in force in it. */
export interface AlertsFile {
	readonly release: { readonly number: number; readonly at: string };
	readonly fictional: boolean;
	readonly alerts: readonly PublicAlert[];
	/** The support that belongs at the top now: during grave warnings, and at set times after an incident. */
	readonly care?: PublicCare;
}

/** What to offer, and where it stands on the site, without language. */
export interface PublicCare {
	readonly occasion: CareOccasion;
	readonly title: LocalizedText;
	readonly page: string;
}

/** The support of an occasion, as pages that read no lists show it. */
export function publicCare(care: CareShown | undefined): PublicCare | undefined {
	if (!care) return undefined;
	const [lead] = care.pages;
	const titles = languageTags.map((tag) => [tag, translator(tag)(`care.title.${care.occasion}`)]);
	return {
		occasion: care.occasion,
		title: {
			...Object.fromEntries(titles),
			'zh-CN': translator('zh-CN')(`care.title.${care.occasion}`),
		},
		page: lead ? `support/${lead.ref}/` : 'support/',
	};
}

/** The warnings in force among notices, the most urgent first, with their headlines in further languages. */
export function currentAlerts(
	notices: readonly StandingNotice<Localized<'notices'>>[],
	translations: readonly Localized<'notices'>[],
	urlOf: (ref: string) => string,
): PublicAlert[] {
	const kept = new Set(translations.filter(isKeptFromLists).map(({ ref }) => ref));
	return warningsToShow(notices)
		.filter(({ notice }) => !isKeptFromLists(notice) && !kept.has(notice.ref))
		.filter(({ standing, notice }) => standing.state === 'current' && notice.status === 'actual')
		.map(({ notice }) => ({
			ref: notice.ref,
			category: notice.category,
			lifecycle: notice.lifecycle,
			warningColor: notice.warningColor,
			title: titles(notice, translations),
			areas: notice.areas,
			url: urlOf(notice.ref),
			sent: toOffsetString(sentAt(notice)),
			effective: toOffsetString(notice.effective),
			expires: notice.expires && toOffsetString(notice.expires),
			nextUpdateAt: notice.nextUpdateAt && toOffsetString(notice.nextUpdateAt),
		}));
}

function headline(each: Localized<'notices'>): string {
	return `${translationMark(each, translator(each.textLanguage))}${each.title}`;
}

function titles(
	notice: Localized<'notices'>,
	translations: readonly Localized<'notices'>[],
): PublicAlert['title'] {
	const translated = translations
		.filter((each) => each.ref === notice.ref)
		.map((each) => [each.textLanguage, headline(each)] as const);
	return { ...Object.fromEntries(translated), 'zh-CN': notice.title };
}
