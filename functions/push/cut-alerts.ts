import { setImmediate } from 'node:timers/promises';
import { severityOfAnnouncement } from '../../src/domain/announcement.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { severityRank } from '../../src/domain/severity-choice.ts';
import type { Alert, Alerts } from '../store/alerts.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import { concerns } from './message.ts';

export interface CuttingParts {
	readonly alerts: Alerts;
	readonly subscriptions: Subscriptions;
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
	{ alerts, subscriptions, settings, now }: CuttingParts,
	alert: Alert,
	onBatch: () => void,
	signal: AbortSignal,
): Promise<void> {
	const { announcement } = alert;
	const hearersOf = announcement.hearersOf ?? [];
	const severity = severityRank(severityOfAnnouncement(announcement));
	// Who was told may have chosen otherwise since, so then everyone is looked at.
	const leastSeverity = hearersOf.length === 0 ? severity : undefined;
	let after = alert.cutAfter;
	while (!signal.aborted) {
		const page = await subscriptions.after(after, windowSize, leastSeverity);
		const last = page.at(-1);
		if (!last) return alerts.finishCutting(alert.key, now());
		const told = await alerts.told(hearersOf, { after, upTo: last.seq });
		const county = settings();
		const concerned = page.filter(
			(each) => told.has(each.seq) || concerns(announcement, each, county),
		);
		after = last.seq;
		await alerts.cut(alert.key, after, concerned, now());
		onBatch();
		// Readers of the site get their turn.
		await setImmediate();
		if (await isStopped(alerts, alert.key)) return;
	}
}

async function isStopped(alerts: Alerts, key: string): Promise<boolean> {
	return (await alerts.get(key))?.state !== 'cutting';
}
