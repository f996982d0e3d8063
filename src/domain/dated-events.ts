import type { Notice, Standing } from './notice.ts';

/** Something with a date that residents may want in their calendars. */
export interface DatedEvent {
	/** Names it among the events of its notice, for ever. */
	readonly name: string;
	readonly kind: Notice['sessions'][number]['kind'] | 'next-update';
	/** What it is; the next update is named by its notice. */
	readonly title?: string;
	readonly start: Date;
	readonly end?: Date;
	readonly place?: string | undefined;
	/** Since when it does not take place. */
	readonly cancelledAt?: Date;
}

/** Whether a notice has anything for a calendar. */
export function isDated({ sessions, nextUpdateAt }: Notice): boolean {
	return sessions.length > 0 || nextUpdateAt !== undefined;
}

/**
 * The dated things of a notice: its sessions by their order, and its next update. What was to come, or going on, when the
 * notice was withdrawn, lifted or updated does not take place: an update names its own.
 */
export function datedEvents(notice: Notice, standing: Standing): DatedEvent[] {
	const endedAt = 'by' in standing ? standing.by.effective : undefined;
	const cancelled = (end: Date) => (endedAt && endedAt < end ? { cancelledAt: endedAt } : {});
	const sessions = notice.sessions.map(({ kind, name, start, end, place }, index) => ({
		name: `session-${index + 1}`,
		kind,
		title: name,
		start,
		end,
		place,
		...cancelled(end),
	}));
	const { nextUpdateAt } = notice;
	if (!nextUpdateAt) return sessions;
	return [
		...sessions,
		{ name: 'next-update', kind: 'next-update', start: nextUpdateAt, ...cancelled(nextUpdateAt) },
	];
}
