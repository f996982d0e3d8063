import type { Localized } from '../domain/entry.ts';
import { calendarEvents } from '../feeds/calendar-events.ts';
import { calendar } from '../feeds/ics.ts';
import { publicUrl, say, type View } from '../layouts/view.ts';
import { standingOf } from './notice-standing.ts';
import type { Reading } from './reading.ts';

/** The dated things of notices whose validity has not ended, withdrawn ones as cancelled. */
export function siteCalendar(reading: Reading, view: View): string {
	return calendarOf(reading, view, reading.datedNotices(view.language));
}

/** The dated things of one notice; `undefined` where there are none to be published. */
export function noticeCalendar(reading: Reading, view: View, ref: string): string | undefined {
	const notice = reading.entry('notices', ref, view.language);
	if (notice?.status !== 'actual' || notice.sessions.length === 0) return undefined;
	return calendarOf(reading, view, [notice]);
}

/** The answer to whoever asks for a calendar. */
export function calendarAnswer(body: string): Response {
	return new Response(body, { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } });
}

function calendarOf(
	reading: Reading,
	view: View,
	notices: readonly Localized<'notices'>[],
): string {
	const { settings, t, siteUrl, language } = view;
	const urlOf = (page: string) => publicUrl(siteUrl, language, page);
	return calendar({
		name: `${settings.fictional ? t('feeds.fictional') : ''}${t('calendar.title', { site: say(view, settings.name) })}`,
		product: `-//${settings.sender}//Mingbai//${language}`,
		events: calendarEvents(standingOf(reading, notices, language), {
			settings,
			t,
			language,
			urlOf,
		}),
	});
}
