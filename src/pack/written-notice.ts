import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import { cleanLine } from '../domain/messages/clean-line.ts';
import { isEnding, type Standing, sentAt, stands } from '../domain/notice.ts';
import { folderOf } from '../domain/notice-folder.ts';
import { sourceName } from '../domain/settings.ts';
import { writtenInstant } from '../i18n/dates.ts';
import { translationMark, translationNote } from '../i18n/translation-words.ts';
import { validityPhrase } from '../i18n/validity-phrase.ts';
import { areaNames, issuerOf, langOf, publicUrl, say, type View } from '../layouts/view.ts';

/** Everything that a form of a notice says, in the words of one language: plain lines that no form needs to look up or clean again. */
export interface WrittenNotice {
	readonly language: Language;
	/** What must stand before everything: `【演练】`, `【虚构】`, that a translation is of an earlier version; empty for the real thing in a real county. */
	readonly mark: string;
	/** The headline, without the mark. */
	readonly title: string;
	readonly summary: string;
	/** Level or category, hazard, and what the notice does to earlier ones, most important first. */
	readonly level: readonly string[];
	/** Whether it is to be followed now or will be. */
	readonly inForce: boolean;
	/** Until when, or that it is over; as the page says it. */
	readonly validity: string;
	/** From when until when it holds, by its times alone: true wherever it is passed on, and however late it is read. */
	readonly period: string;
	/** What has taken its place; absent while it is in force or has only run out. */
	readonly successor?:
		| { readonly title: string; readonly address: string; readonly lang?: Language | undefined }
		| undefined;
	readonly actions: readonly string[];
	readonly avoid: readonly string[];
	readonly noActionNeeded?: string | undefined;
	readonly areas: string;
	readonly phones: readonly string[];
	readonly issuer: string;
	readonly issued: string;
	/** The partner of the county that it comes from, where it does. */
	readonly source?: string | undefined;
	/** When it ends, while it is in force or will be. */
	readonly ends?: Date | undefined;
	readonly nextUpdate?: string | undefined;
	/** That the text is of an earlier version than the facts. */
	readonly translationNote?: string | undefined;
	readonly code?: string | undefined;
	readonly version: number;
	/** The public address of the notice's page. */
	readonly address: string;
}

/** Puts a notice in words. */
export function writtenNotice(
	view: View,
	notice: Localized<'notices'>,
	standing: Standing,
	/** Whether it is not published yet: then every form says so. */
	draft = false,
): WrittenNotice {
	const { t, language, siteUrl } = view;
	const addressOf = (ref: string) => publicUrl(siteUrl, language, `${folderOf(notice)}/${ref}/`);
	return {
		language,
		mark: `${draft ? t('pack.draftMark') : ''}${markOf(view, notice)}`,
		title: withoutMark(cleanLine(notice.title), t('exercise.mark')),
		summary: withoutMark(cleanLine(notice.summary), t('exercise.mark')),
		level: levelWords(view, notice),
		inForce: isEnding(notice) ? standing.state === 'expired' : stands(standing),
		validity: validityWords(view, notice, standing),
		period: periodWords(view, notice),
		successor:
			'by' in standing
				? {
						title: cleanLine(standing.by.title),
						address: addressOf(standing.by.ref),
						lang: langOf(view, standing.by),
					}
				: undefined,
		actions: notice.actions.map(cleanLine),
		avoid: notice.avoid.map(cleanLine),
		noActionNeeded: notice.noActionNeeded ? t('notice.noActionNeeded') : undefined,
		areas: areaNames(view, notice.areas),
		phones: notice.phones,
		ends: stands(standing) ? notice.expires : undefined,
		issuer: issuerOf(view, notice.issuer),
		issued: writtenInstant(sentAt(notice), language),
		source: notice.source && sourceName(view.settings, notice.source, language),
		// What has taken its place names its own.
		nextUpdate:
			notice.nextUpdateAt && !('by' in standing)
				? writtenInstant(notice.nextUpdateAt, language)
				: undefined,
		translationNote: translationNote(notice, t, language),
		code: notice.stamp?.code,
		version: notice.version,
		address: addressOf(notice.ref),
	};
}

/** The level in words, the hazard, and what the notice does to earlier ones. */
export function levelWords({ t }: View, notice: Localized<'notices'>): string[] {
	return [
		notice.warningColor ? t(`warning.${notice.warningColor}`) : t(`category.${notice.category}`),
		t(`hazard.${notice.hazard}`),
		...(notice.lifecycle === 'issue' ? [] : [t(`lifecycle.${notice.lifecycle}`)]),
	];
}

/** What the page of a notice says about its validity. */
export function validityWords(
	{ t, language }: View,
	notice: Localized<'notices'>,
	standing: Standing,
): string {
	const { name, values } = validityPhrase(notice, standing);
	const times = Object.entries(values).map(([place, at]) => [place, writtenInstant(at, language)]);
	return t(name, Object.fromEntries(times));
}

/** The validity of a notice by its times, without a word on whether it is in force as this is written. */
export function periodWords({ t, language }: View, notice: Localized<'notices'>): string {
	const { effective, expires } = notice;
	if (isEnding(notice)) return t('standing.ending');
	const [from, until] = [effective, expires].map((each) => each && writtenInstant(each, language));
	if (!until) return t('standing.from', { from: from ?? '' });
	const isLater = effective > sentAt(notice);
	return isLater
		? t('standing.fromUntil', { from: from ?? '', until })
		: t('standing.until', { until });
}

function markOf(view: View, notice: Localized<'notices'>): string {
	const marks = [
		...(notice.status === 'actual' ? [] : [view.t('exercise.mark')]),
		...(view.settings.fictional
			? [view.t('pack.fictionalMark', { county: say(view, view.settings.county) })]
			: []),
		translationMark(notice, view.t),
	];
	return marks.join('');
}

/** Editors write the mark of an exercise themselves, too. */
function withoutMark(text: string, mark: string): string {
	return text.startsWith(mark.trim()) ? text.slice(mark.trim().length).trim() : text;
}
