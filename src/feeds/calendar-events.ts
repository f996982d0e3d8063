import { type DatedEvent, datedEvents } from '../domain/dated-events.ts';
import type { Localized } from '../domain/entry.ts';
import { changedAt } from '../domain/freshness.ts';
import type { StandingNotice } from '../domain/notice-lists.ts';
import { translationMark, translationNote } from '../i18n/translation-words.ts';
import type { FeedView } from './feed-view.ts';
import type { CalendarEvent } from './ics.ts';

/** The dated things of notices as events of a calendar, the earliest first. Exercises never come here. */
export function calendarEvents(
	notices: readonly StandingNotice<Localized<'notices'>>[],
	view: FeedView,
): CalendarEvent[] {
	return notices
		.filter(({ notice }) => notice.status === 'actual')
		.flatMap(({ notice, standing }) =>
			datedEvents(notice, standing).map((each) => event(notice, each, view)),
		)
		.sort((a, b) => a.start.getTime() - b.start.getTime() || (a.uid < b.uid ? -1 : 1));
}

function event(notice: Localized<'notices'>, each: DatedEvent, view: FeedView): CalendarEvent {
	const { t, settings, urlOf } = view;
	const { stamp } = notice;
	const url = urlOf(`notices/${notice.ref}/`);
	const mark = translationMark(notice, t);
	const title = `${mark}${each.title ?? t('calendar.nextUpdate', { title: notice.title })}`;
	// Many calendars show nothing of a status: the name says it too.
	const name = each.cancelledAt ? t('calendar.cancelled', { name: title }) : title;
	const edits = notice.version - 1;
	return {
		uid: `${stamp?.identifier ?? notice.ref}-${each.name}@${stamp?.sender ?? settings.sender}`,
		stamp: each.cancelledAt ?? changedAt(notice),
		sequence: each.cancelledAt ? edits + 1 : edits,
		status: each.cancelledAt ? 'CANCELLED' : 'CONFIRMED',
		summary: `${settings.fictional ? t('feeds.fictional') : ''}${name}`,
		description: [translationNote(notice, t, view.language), notice.summary, url]
			.filter(Boolean)
			.join('\n'),
		category: each.kind === 'next-update' ? t('facts.nextUpdate') : t(`sessions.${each.kind}`),
		location: each.place,
		url,
		start: each.start,
		end: each.end,
	};
}
