import {
	type Announcement,
	announcementKey,
	decideAnnouncement,
	isExercise,
	mostAlertsInARelease,
} from '../../src/domain/announcement.ts';
import { hour } from '../../src/domain/time.ts';
import type { ChannelIds } from '../channels/channel-ids.ts';
import type { Alerts } from '../store/alerts.ts';
import type { AnnouncementRecords } from '../store/announcements.ts';
import type { RobotMessages } from '../store/robot-messages.ts';

export interface AnnounceParts {
	readonly announcements: AnnouncementRecords;
	readonly alerts: Alerts;
	readonly robotMessages: Pick<RobotMessages, 'add'>;
	readonly channels: ChannelIds;
	/** Whether the live text of a statement carries all the signatures it needs. */
	readonly isSigned: (announcement: Announcement) => Promise<boolean>;
}

/** How long a push service keeps an alert for a phone that is off, when the statement itself has no earlier end. */
const longestDelivery = 24 * hour;

/**
 * Decides on everything the live release contains and has not been decided on before, and begins the alerts.
 * Run again at any time it changes nothing more; `restored` holds all of it for a publisher.
 */
export async function announceRelease(
	parts: AnnounceParts,
	release: {
		readonly announcements: readonly Announcement[];
		readonly number: number;
		readonly isFirst: boolean;
		readonly restored: boolean;
		readonly now: Date;
	},
): Promise<void> {
	const known = await parts.announcements.known(release.announcements.map(announcementKey));
	const fresh = release.announcements.filter((each) => !known.has(announcementKey(each)));
	let announced = 0;
	for (const announcement of fresh) {
		const about = { release: release.number, at: release.now };
		if (release.isFirst) {
			await parts.announcements.record(announcement, { state: 'baseline', ...about });
			continue;
		}
		const signed = await parts.isSigned(announcement);
		const decision = decideAnnouncement(announcement, {
			now: release.now,
			signed,
			restored: release.restored,
		});
		switch (decision.verdict) {
			case 'never':
				await parts.announcements.record(announcement, {
					state: 'never',
					reason: decision.reason,
					...about,
				});
				break;
			case 'hold':
				await parts.announcements.record(announcement, {
					state: 'held',
					reason: decision.reason,
					...about,
				});
				break;
			case 'exercise':
				await parts.announcements.record(announcement, { state: 'announced', ...about });
				break;
			case 'announce': {
				const tooMany = announced >= mostAlertsInARelease;
				announced += tooMany ? 0 : 1;
				const state = tooMany ? ('held' as const) : ('announced' as const);
				await parts.announcements.record(announcement, {
					state,
					...(tooMany ? { reason: 'too-many' } : {}),
					...about,
				});
			}
		}
	}
	await beginAlerts(parts, release.now);
}

/** Queues for the channels and begins the alert of every announcement that has none; a crash between the two is repaired here. */
export async function beginAlerts(
	{ announcements, alerts, robotMessages, channels }: Omit<AnnounceParts, 'isSigned'>,
	now: Date,
): Promise<void> {
	for (const announcement of await announcements.announcedWithoutAlert()) {
		// A gentle word is for a person, not for a group.
		const told = isExercise(announcement) ? channels.exercise : channels.real;
		if (!announcement.care) await robotMessages.add(announcement, told(announcement), now);
		await alerts.begin(announcement, { at: now, deadline: deadlineOf(announcement, now) });
	}
}

function deadlineOf(announcement: Announcement, now: Date): Date {
	const latest = now.getTime() + longestDelivery;
	return new Date(Math.min(announcement.expires?.getTime() ?? latest, latest));
}
