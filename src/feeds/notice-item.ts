import type { Localized } from '../domain/entry.ts';
import { changedAt, latestOf } from '../domain/freshness.ts';
import { isEnding, sentAt, stands } from '../domain/notice.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import { areaName } from '../domain/settings.ts';
import { toOffsetString } from '../domain/time.ts';
import { writtenInstant } from '../i18n/dates.ts';
import { translationMark, translationNote } from '../i18n/translation-words.ts';
import type { FeedItem } from './feed.ts';
import { common, type FeedView, marked } from './feed-view.ts';

/** A notice as an item of a feed: everything that a reader needs who never opens the page. */
export function noticeItem(each: StandingNotice<Localized<'notices'>>, view: FeedView): FeedItem {
	const { notice } = each;
	const over = overLines(each, view);
	const until = untilLine(each, view);
	const note = translationNote(notice, view.t, view.language);
	return {
		...common(notice, view),
		title: headline(each, view),
		summary: inOneLine([...over, notice.summary, ...until], view.t('feeds.space')),
		text: [
			...over,
			...(note ? [note] : []),
			notice.summary,
			...listed(view.t('notice.do'), notice.actions),
			...listed(view.t('notice.avoid'), notice.avoid),
			...until,
			...facts(each, view),
		].join('\n'),
		changed: lastChange(each),
		published: sentAt(notice),
		notice: {
			ref: notice.ref,
			lifecycle: notice.lifecycle,
			state: each.standing.state,
			category: notice.category,
			warningColor: notice.warningColor,
			areas: notice.areas,
			effective: toOffsetString(notice.effective),
			expires: notice.expires && toOffsetString(notice.expires),
			references: notice.references,
		},
	};
}

/** Sentences in a row. An address ends before the next one begins, or it would lead nowhere. */
function inOneLine(sentences: readonly string[], space: string): string {
	return sentences.reduce((said, next) => `${said}${said.endsWith('/') ? ' ' : space}${next}`);
}

/**
 * What stands before a headline, and the headline: `【已撤回】【黄色预警】停水`. That it is over comes first, then what became of
 * an earlier statement, so that an end never looks like a beginning.
 */
export function headline(
	{ notice, standing }: StandingNotice<Localized<'notices'>>,
	view: Omit<FeedView, 'urlOf'>,
): string {
	const { t } = view;
	const { category, lifecycle, warningColor } = notice;
	const kind = warningColor ? t(`warning.${warningColor}`) : t(`category.${category}`);
	const first = lifecycle === 'issue';
	const what = first ? kind : t('feeds.change', { change: t(`lifecycle.${lifecycle}`), kind });
	const over = isOver({ notice, standing })
		? t('feeds.mark', { kind: t(`standing.${standing.state}`) })
		: '';
	return `${marked(`${over}${t('feeds.mark', { kind: what })}`, view)}${translationMark(notice, t)}${notice.title}`;
}

/** When what is said of a notice last changed: its own text, or that it ended. */
export function lastChange({ notice, standing }: StandingNotice<Localized<'notices'>>): Date {
	const ended = 'by' in standing ? sentAt(standing.by) : notice.expires;
	const isOverNow = isOver({ notice, standing });
	return latestOf([changedAt(notice), isOverNow ? ended : undefined]) ?? changedAt(notice);
}

/** Whether it was in force, and is no more. */
function isOver({ notice, standing }: StandingNotice): boolean {
	return !isEnding(notice) && !stands(standing);
}

/** That it is over, and what has taken its place. */
function overLines(each: StandingNotice<Localized<'notices'>>, { t, urlOf }: FeedView): string[] {
	const { standing } = each;
	if (!isOver(each)) return [];
	const by = 'by' in standing ? standing.by : undefined;
	return [
		t('pack.over', { state: t(`standing.${standing.state}`) }),
		...(by ? [t('feeds.see', { title: by.title, url: urlOf(`notices/${by.ref}/`) })] : []),
	];
}

function untilLine(each: StandingNotice<Localized<'notices'>>, { t, language }: FeedView) {
	const { expires } = each.notice;
	return expires && !isOver(each)
		? [t('feeds.until', { until: writtenInstant(expires, language) })]
		: [];
}

function facts(
	{ notice, standing }: StandingNotice<Localized<'notices'>>,
	{ t, settings, language }: FeedView,
): string[] {
	// What has taken its place names its own next update.
	const awaited = 'by' in standing ? undefined : notice.nextUpdateAt;
	const separator = t('list.separator');
	const areas = notice.areas.map((code) => areaName(settings, code, language)).join(separator);
	const next = awaited && writtenInstant(awaited, language);
	const named: readonly (readonly [string, string | undefined])[] = [
		[t('facts.areas'), areas],
		[t('facts.phones'), notice.phones.join(separator)],
		[t('facts.nextUpdate'), next],
	];
	return named.flatMap(([name, value]) => (value ? [t('pack.fact', { name, value })] : []));
}

function listed(label: string, sentences: readonly string[]): string[] {
	return sentences.length > 0 ? [label, ...sentences.map((sentence) => `- ${sentence}`)] : [];
}
