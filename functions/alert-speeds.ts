import {
	type AlertLook,
	type AlertSpeed,
	alertSpeed,
	recentLooks,
} from '../src/domain/alert-progress.ts';
import type { AlertCounts } from './store/alert-counts.ts';

/** Remembers how far alerts had come when staff last looked, and so knows how fast they go now. */
export function createAlertSpeeds() {
	const looks = new Map<string, readonly AlertLook[]>();

	/** The speed of an alert that has come so far. */
	return (key: string, counts: AlertCounts, now: Date): AlertSpeed | undefined => {
		const { total, pending, waiting, firstDeliveredAt } = counts;
		if (pending === 0) {
			looks.delete(key);
			return undefined;
		}
		const begun = firstDeliveredAt ? [{ at: firstDeliveredAt, settled: 0 }] : [];
		const seen = [...(looks.get(key) ?? begun), { at: now, settled: total - pending }];
		const recent = recentLooks(seen, now);
		looks.set(key, recent);
		return alertSpeed(recent, pending - waiting);
	};
}
