import { setImmediate } from 'node:timers/promises';
import {
	type Announcement,
	isExercise,
	severityOfAnnouncement,
} from '../../src/domain/announcement.ts';
import { quietUntil, respectsQuietHours } from '../../src/domain/quiet-hours.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { severityRank } from '../../src/domain/severity-choice.ts';
import type { Alert, Alerts } from '../store/alerts.ts';
import type { ExerciseHearers } from '../store/exercise-hearers.ts';
import type { StoredSubscription, Subscription, Subscriptions } from '../store/subscriptions.ts';
import { concerns } from './message.ts';

export interface CuttingParts {
	readonly alerts: Alerts;
	readonly subscriptions: Subscriptions;
	readonly exerciseHearers: Pick<ExerciseHearers, 'after'>;
	readonly settings: () => Settings;
	readonly now: () => Date;
}

/** Subscriptions that are looked at in one go. */
const windowSize = 1000;

/**
 * Cuts alerts into batches, from where each was left. `onBatch` is called for each window, so that the first are on their
 * way while the last are not cut yet.
 */
export async function cutAlerts(
	parts: CuttingParts,
	onBatch: () => void,
	signal: AbortSignal,
): Promise<void> {
	for (const alert of await parts.alerts.cutting()) await cutAlert(parts, alert, onBatch, signal);
}

async function cutAlert(
	parts: CuttingParts,
	alert: Alert,
	onBatch: () => void,
	signal: AbortSignal,
): Promise<void> {
	const { alerts, settings, now } = parts;
	const { announcement } = alert;
	const hearersOf = announcement.hearersOf ?? [];
	let after = alert.cutAfter;
	while (!signal.aborted) {
		const page = await audience(parts, announcement, after);
		const last = page.at(-1);
		if (!last) return alerts.finishCutting(alert.key, now());
		const told = await alerts.told(hearersOf, { after, upTo: last.seq });
		const county = settings();
		const concerned = page.filter(
			(each) =>
				isExercise(announcement) || told.has(each.seq) || concerns(announcement, each, county),
		);
		const cutAt = now();
		const cut = concerned.map((each) => ({
			seq: each.seq,
			origin: each.origin,
			waitsUntil: waitOf(each, alert, cutAt),
		}));
		// Another process cuts it too; it is looked at again where that one is.
		if (!(await alerts.cut(alert.key, { after, upTo: last.seq }, cut, cutAt))) return;
		after = last.seq;
		onBatch();
		// Readers of the site get their turn.
		await setImmediate();
		if (await isStopped(alerts, alert.key)) return;
	}
}

/** The next of those who may hear an announcement at all: the public never hears of an exercise, whatever it chose. */
function audience(
	{ subscriptions, exerciseHearers, now }: CuttingParts,
	announcement: Announcement,
	after: number,
): Promise<readonly StoredSubscription[]> {
	if (isExercise(announcement)) return exerciseHearers.after(after, windowSize, now());
	const severity = severityRank(severityOfAnnouncement(announcement));
	// Who was told may have chosen otherwise since, and who asked for care gets it however little else: then everyone is looked at.
	const isForAll = (announcement.hearersOf ?? []).length > 0 || announcement.care !== undefined;
	return subscriptions.after(after, windowSize, isForAll ? undefined : severity);
}

/** What would come too late after quiet hours is accounted for as soon as it is over. */
function waitOf(
	subscription: Subscription,
	{ announcement, deadline }: Alert,
	now: Date,
): Date | undefined {
	const end = quietEnd(subscription, announcement, now);
	return end && end > deadline ? deadline : end;
}

/** Until when a subscriber does not want to be woken for an announcement; `undefined` when it may come at once. */
export function quietEnd(
	{ quiet }: Subscription,
	announcement: Announcement,
	now: Date,
): Date | undefined {
	const respects = quiet && respectsQuietHours(severityOfAnnouncement(announcement));
	return respects ? quietUntil(quiet, now) : undefined;
}

async function isStopped(alerts: Alerts, key: string): Promise<boolean> {
	return (await alerts.get(key))?.state !== 'cutting';
}
