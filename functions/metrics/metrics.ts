import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from '../log.ts';
import type { Manifest } from '../release/manifest.ts';
import { storeAreas } from '../store/areas.ts';
import type { Store } from '../store/store.ts';
import type { RequestKind } from './request-kind.ts';

/** What a monitoring system may ask (Prometheus text format 0.0.4). No content, no endpoint, nothing of one person. */
export interface Metrics {
	/** The same log; each line is counted by its level and message. */
	counting(log: Logger): Logger;
	/** Counts a request that was answered, and how long that took, in seconds. */
	answered(kind: RequestKind, status: number, seconds: number): void;
	/** Tells what is looked up each time somebody asks. */
	follow(portal: FollowedPortal): void;
	readonly contentType: string;
	text(): Promise<string>;
}

export interface FollowedPortal {
	readonly releaser: {
		live(): { readonly manifest: Pick<Manifest, 'number' | 'at'> } | undefined;
		failing(): object | undefined;
	};
	readonly store: Store;
}

/** Most answers take some milliseconds; beyond ten seconds nobody waits; in seconds. */
const buckets = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/** `lastBackup` gives when the last whole backup was made. */
export function createMetrics(
	lastBackup: () => Promise<Date | undefined> = async () => undefined,
): Metrics {
	const registry = new Registry();
	/** A portal that is opened again is another one. */
	let followed = new Registry();
	collectDefaultMetrics({ register: registry });
	new Gauge({
		name: 'mingbai_backup_timestamp_seconds',
		help: 'When the last whole backup was made from this data folder; 0 where none was.',
		registers: [registry],
		async collect() {
			this.set(((await lastBackup())?.getTime() ?? 0) / 1000);
		},
	});
	const lines = new Counter({
		name: 'mingbai_log_lines_total',
		help: 'Lines of the log by level and message; “error” is worth an alarm.',
		labelNames: ['level', 'message'] as const,
		registers: [registry],
	});
	const requests = new Histogram({
		name: 'mingbai_request_seconds',
		help: 'Requests answered, and how long each took: pages, what residents send, what staff do.',
		labelNames: ['kind', 'status'] as const,
		buckets,
		registers: [registry],
	});
	return {
		counting: (log) => ({
			info(message, about) {
				lines.inc({ level: 'info', message });
				log.info(message, about);
			},
			error(message, about) {
				lines.inc({ level: 'error', message });
				log.error(message, about);
			},
		}),
		answered: (kind, status, seconds) => requests.observe({ kind, status }, seconds),
		follow(portal) {
			followed = new Registry();
			followRelease(followed, portal);
			followStore(followed, portal.store);
		},
		contentType: registry.contentType,
		text: async () => `${await registry.metrics()}${await followed.metrics()}`,
	};
}

function followRelease(registry: Registry, { releaser }: FollowedPortal): void {
	const registers = [registry];
	new Gauge({
		name: 'mingbai_release_number',
		help: 'The release that is served.',
		registers,
		collect() {
			this.set(releaser.live()?.manifest.number ?? 0);
		},
	});
	new Gauge({
		name: 'mingbai_release_timestamp_seconds',
		help: 'When the release that is served was made.',
		registers,
		collect() {
			this.set((releaser.live()?.manifest.at.getTime() ?? 0) / 1000);
		},
	});
	new Gauge({
		name: 'mingbai_releases_failing',
		help: '1 while nothing newer can be released.',
		registers,
		collect() {
			this.set(releaser.failing() ? 1 : 0);
		},
	});
}

/** The store is asked once for each look; where it does not answer, `mingbai_store_up` says so and the rest is left out. */
function followStore(registry: Registry, store: Store): void {
	const registers = [registry];
	const { alerts, reports, subscriptions } = storeAreas(store);
	const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
	const subscribed = gauge('mingbai_subscriptions', 'Browsers that are subscribed to alerts.');
	const waiting = gauge('mingbai_reports_waiting', 'Reports that no moderator has sorted yet.');
	const unfinished = gauge('mingbai_alerts_unfinished', 'Alerts that are being sent.');
	const outcomes = new Gauge({
		name: 'mingbai_newest_alert_subscriptions',
		help: 'What came of the newest alert, by outcome.',
		labelNames: ['outcome'] as const,
		registers,
	});

	async function look(): Promise<void> {
		subscribed.set(await subscriptions.count());
		waiting.set(await reports.waitingCount());
		unfinished.set((await alerts.sending()).length);
		const [newest] = await alerts.latest(1);
		if (!newest) return;
		for (const [outcome, count] of Object.entries(await alerts.counts(newest.key)))
			if (typeof count === 'number') outcomes.set({ outcome }, count);
	}

	new Gauge({
		name: 'mingbai_store_up',
		help: '1 while the store answers.',
		registers,
		async collect() {
			this.set(
				await look().then(
					() => 1,
					() => 0,
				),
			);
		},
	});
}
