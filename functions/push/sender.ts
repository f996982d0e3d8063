import { severityOfAnnouncement } from '../../src/domain/announcement.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { severityRank } from '../../src/domain/severity-choice.ts';
import type { Logger } from '../log.ts';
import { type Alert, type AlertBatch, type Alerts, outcomes } from '../store/alerts.ts';
import type { StoredSubscription, Subscriptions } from '../store/subscriptions.ts';
import { isTrustedEndpoint } from './endpoints.ts';
import { alertTag, concerns, pushMessage } from './message.ts';
import type { Origins } from './origins.ts';
import type { Post, PostResult } from './post.ts';

export interface SenderParts {
	readonly alerts: Alerts;
	readonly subscriptions: Subscriptions;
	readonly post: Post;
	readonly settings: () => Settings;
	readonly siteUrl: string;
	/** Said before the title of a demo county's alerts. */
	readonly fictionalMark: string;
	readonly extraOrigins: readonly string[];
	readonly origins: Origins;
	readonly now: () => Date;
	readonly log: Logger;
}

const batchSize = 200;
const inFlight = 50;
const leaseMs = 120_000;
const savePeriodMs = 250;
const retryMs = 30_000;

/** Sends what the ledger leaves open. Run again after a crash it sends only the unconfirmed part. */
export async function sendAlerts(parts: SenderParts): Promise<void> {
	// A county that turned push off has its reasons; what is open waits, and ends when it is too late.
	if (!parts.settings().push.enabled) return;
	for (const alert of await parts.alerts.cutting()) await cutIntoBatches(parts, alert);
	for (;;) {
		const now = parts.now();
		const batch = await parts.alerts.claim(now, new Date(now.getTime() + leaseMs));
		if (!batch) break;
		await sendBatch(parts, batch);
	}
	for (const key of await parts.alerts.sending()) {
		if (await parts.alerts.finishIfDone(key)) await logDone(parts, key);
	}
}

/** What became of an alert, and how long it took at each push service from when the alert began. */
async function logDone({ alerts, log }: SenderParts, key: string): Promise<void> {
	const alert = await alerts.get(key);
	const after = (instant: Date | undefined) =>
		alert && instant && instant.getTime() - alert.at.getTime();
	const services = (await alerts.countsByOrigin(key)).map(
		({ firstDeliveredAt, lastDeliveredAt, pending: _, ...counts }) => ({
			...counts,
			firstAfterMs: after(firstDeliveredAt),
			lastAfterMs: after(lastDeliveredAt),
		}),
	);
	log.info('alert done', {
		key,
		...(await alerts.counts(key)),
		queuedAfterMs: after(alert?.queuedAt),
		services,
	});
}

async function cutIntoBatches(
	{ alerts, subscriptions, settings, now }: SenderParts,
	alert: Alert,
): Promise<void> {
	const { announcement } = alert;
	const hearersOf = announcement.hearersOf ?? [];
	const severity = severityRank(severityOfAnnouncement(announcement));
	// Who was told may have chosen otherwise since, so then everyone is looked at.
	const leastSeverity = hearersOf.length === 0 ? severity : undefined;
	let after = alert.cutAfter;
	for (;;) {
		const page = await subscriptions.after(after, batchSize, leastSeverity);
		const last = page.at(-1);
		if (!last) break;
		const told = await alerts.told(hearersOf, { after, upTo: last.id });
		const concerned = page.filter(
			(each) => told.has(each.id) || concerns(announcement, each, settings()),
		);
		after = last.id;
		await alerts.cut(alert.key, after, concerned, now());
	}
	await alerts.finishCutting(alert.key, now());
}

async function sendBatch(parts: SenderParts, batch: AlertBatch): Promise<void> {
	const alert = await parts.alerts.get(batch.alertKey);
	if (!alert) return;
	const byId = new Map(
		(await parts.subscriptions.withIds(batch.subscriptions)).map((each) => [each.id, each]),
	);
	const results = [...batch.results];
	const gone: string[] = [];
	const delivered: string[] = [];
	let firstDeliveredAt: Date | undefined;
	let lastDeliveredAt: Date | undefined;
	const known = () => ({ results: results.join(''), firstDeliveredAt, lastDeliveredAt });
	const save = setInterval(() => {
		parts.alerts.saveResults(batch, known()).catch((error: unknown) => {
			parts.log.error('results not saved yet', { error: String(error) });
		});
	}, savePeriodMs);
	try {
		const open = batch.subscriptions.keys().filter((index) => results[index] === outcomes.pending);
		await eachAtMost(inFlight, open, async (index) => {
			const id = batch.subscriptions[index] ?? '';
			const outcome = await sendOne(parts, alert, byId.get(id));
			results[index] = outcomes[outcome];
			if (outcome === 'gone') gone.push(id);
			if (outcome !== 'delivered') return;
			delivered.push(id);
			lastDeliveredAt = parts.now();
			firstDeliveredAt ??= lastDeliveredAt;
		});
	} finally {
		clearInterval(save);
	}
	const dueAt = new Date(parts.now().getTime() + retryMs * Math.min(batch.attempts, 10));
	await parts.alerts.release(batch, known(), dueAt);
	await parts.subscriptions.delivered(delivered, parts.now());
	await parts.subscriptions.removeIds(gone);
}

async function sendOne(
	parts: SenderParts,
	alert: Alert,
	subscription: StoredSubscription | undefined,
): Promise<keyof typeof outcomes> {
	const { post, siteUrl, fictionalMark, extraOrigins, origins, now } = parts;
	// It left since the alert was cut.
	if (!subscription) return 'gone';
	const left = alert.deadline.getTime() - now().getTime();
	if (left <= 0) return 'expired';
	if (!isTrustedEndpoint(subscription.endpoint, extraOrigins)) return 'refused';
	if (origins.isPaused(subscription.origin, now())) return 'pending';
	const site = { url: siteUrl, fictional: fictionalMark };
	const payload = pushMessage(alert.announcement, subscription.language, site);
	const result = await post(subscription, payload, {
		ttlSeconds: Math.max(Math.floor(left / 1000), 60),
		topic: alertTag(alert.announcement),
		urgent: alert.announcement.warningColor !== undefined,
	});
	return outcomeOf(parts, subscription.origin, result);
}

function outcomeOf(
	{ origins, now, log }: SenderParts,
	origin: string,
	result: PostResult,
): keyof typeof outcomes {
	switch (result.kind) {
		case 'later':
			if (result.retryAfterMs)
				origins.pause(origin, new Date(now().getTime() + result.retryAfterMs));
			return 'pending';
		case 'our-fault': {
			const fault = origins.refused(origin, now());
			if (fault === 'ours') log.error('push service refuses us', { origin, status: result.status });
			return fault === 'its-own' ? 'refused' : 'pending';
		}
		default:
			origins.succeeded(origin);
			return result.kind;
	}
}

/** Runs work for each item with at most `limit` at once. */
async function eachAtMost<T>(
	limit: number,
	items: Iterable<T>,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const waiting = items[Symbol.iterator]();
	const worker = async () => {
		for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
	};
	await Promise.all(Array.from({ length: limit }, worker));
}
