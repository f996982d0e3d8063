import type { HasPassed, NoticeWithRef } from './notice.ts';
import { isEnding, sentAt } from './notice.ts';
import type { StandingNotice } from './notice-lists.ts';
import { type Day, hour, startOfDay } from './time.ts';

/** What happened to a notice: how it was published, or that its text was revised, or that its time was over. */
export type ChangeKind = NoticeWithRef['lifecycle'] | 'revised' | 'expired';

export interface RecentChange<N extends NoticeWithRef = NoticeWithRef> {
	readonly kind: ChangeKind;
	readonly at: Date;
	readonly notice: N;
}

/** When the county's day before a day began: readers who looked yesterday see what is new to them. */
export function startOfDayBefore(day: Day): Date {
	return new Date(startOfDay(day).getTime() - 24 * hour);
}

/** What has changed among notices since an instant, the newest first; one change for each, the last one. */
export function recentChanges<N extends NoticeWithRef>(
	notices: readonly StandingNotice<N>[],
	since: Date,
	hasPassed: HasPassed,
): RecentChange<N>[] {
	const listed = new Set(notices.map(({ notice }) => notice.ref));
	return notices
		.flatMap((each) => changeOf(each, listed, hasPassed) ?? [])
		.filter(({ at }) => at >= since)
		.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function changeOf<N extends NoticeWithRef>(
	{ notice, standing }: StandingNotice<N>,
	listed: ReadonlySet<string>,
	hasPassed: HasPassed,
): RecentChange<N> | undefined {
	if ('by' in standing) {
		const { by } = standing;
		// The later notice tells it itself, unless it no longer concerns these readers.
		return listed.has(by.ref) ? undefined : { kind: by.lifecycle, at: sentAt(by), notice };
	}
	const { expires, stamp } = notice;
	if (!isEnding(notice) && expires && hasPassed(expires))
		return { kind: 'expired', at: expires, notice };
	if (stamp?.revised && stamp.revised > stamp.sent)
		return { kind: 'revised', at: stamp.revised, notice };
	return { kind: notice.lifecycle, at: sentAt(notice), notice };
}
