import { changedAt } from '../domain/freshness.ts';
import {
	type Language,
	type LocalizedText,
	languageOfPath,
	languagePrefix,
	localized,
} from '../domain/languages.ts';
import { isAlert, type StandingNotice } from '../domain/notice-lists.ts';
import { allHotlines, areaName, issuerName, nameIn, type Settings } from '../domain/settings.ts';
import { toOffsetString } from '../domain/time.ts';
import { type Translate, translator } from '../i18n/strings.ts';
import type { Reading } from '../reading/reading.ts';

/** What every component of a page needs: the language, the strings, and how addresses are written. */
export interface View {
	readonly language: Language;
	readonly t: Translate;
	readonly settings: Settings;
	readonly siteUrl: string;
}

/** The view of a page, or `undefined` where the address names no language of the site. */
export function viewOf({
	params,
	locals,
}: {
	params: Record<string, string | undefined>;
	locals: { reading: Reading };
}): View | undefined {
	const language = languageOfPath(params['locale']);
	return language && viewIn(language, locals.reading);
}

export function viewIn(language: Language, reading: Reading): View {
	return {
		language,
		t: translator(language),
		settings: reading.settings,
		siteUrl: reading.siteUrl,
	};
}

/** The answer to an address that leads nowhere; Astro shows the 404 page in its place. */
export function notFound(): Response {
	return new Response(null, { status: 404 });
}

/** The address of a path of the site, under the base path it is served from. */
export function href(path: string): string {
	return `${import.meta.env.BASE_URL.replace(/\/$/, '')}${path}`;
}

/** How browsers show feeds to a person. */
export const feedStylesheet = '/feeds.css';

/** The address of a page in the view's language: `notices/` gives `/en/notices/`. */
export function link(view: View, page: string): string {
	return href(`${languagePrefix(view.language)}/${page}`);
}

/** The public address of a page in a language, for feeds, sitemap and structured data. */
export function publicUrl(siteUrl: string, language: Language, page: string): string {
	return `${siteUrl}${href(`${languagePrefix(language)}/${page}`)}`;
}

/** A settings text in the view's language. */
export function say(view: View, text: LocalizedText): string {
	return localized(text, view.language);
}

/** The names of areas, as a list in the view's language. */
export function areaNames(view: View, codes: readonly string[]): string {
	return listed(
		view,
		codes.map((code) => areaName(view.settings, code, view.language)),
	);
}

export function issuerOf(view: View, code: string): string {
	return issuerName(view.settings, code, view.language);
}

/** The names of areas in the languages they have. */
export function areaTexts({ settings }: View, codes: readonly string[]): readonly LocalizedText[] {
	return codes.map((code) => nameIn(settings.areas, code));
}

/** The name of who issues something in the languages it has. */
export function issuerText({ settings }: View, code: string): LocalizedText {
	return nameIn(settings.issuers, code);
}

/** The name of the partner that something comes from, in the languages it has. */
export function sourceText({ settings }: View, code: string): LocalizedText {
	return nameIn(settings.partners, code);
}

/** Whose a phone number is, where the portal knows it. */
export function phoneOwner({ settings }: View, number: string): readonly LocalizedText[] {
	const line = allHotlines(settings).find((each) => each.number === number);
	const owner = line ?? settings.issuers.find((each) => each.phone === number);
	return owner ? [owner.name] : [];
}

/** Several names in a row: 「甲、乙」, "A, B". */
export function listed(view: View, names: readonly string[]): string {
	return names.join(view.t('list.separator'));
}

/** The `lang` of a text that is not in the page's language; no attribute otherwise. */
export function langOf(
	view: View,
	{ textLanguage }: { readonly textLanguage?: Language | undefined },
): Language | undefined {
	return textLanguage === view.language ? undefined : textLanguage;
}

/** What tells the alert line that a page shows an alert in force: nothing on what is no alert. */
export function heldAlert({ notice, standing }: StandingNotice) {
	if (!isAlert(notice) || standing.state !== 'current') return {};
	return { 'data-alert': notice.ref, 'data-changed': toOffsetString(changedAt(notice)) };
}

/** Links in the body of an entry are written from the root of the site; the site may be served below one. */
export function underBase(html: string): string {
	return html.replaceAll(/(href|src)="\/(?!\/)/g, `$1="${href('/')}`);
}
