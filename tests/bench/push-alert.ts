import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import type { SenderConfig } from '../../functions/push/direct-sender.ts';
import { prepareAhead } from '../../functions/push/prepare-ahead.ts';
import { preparedSecretKey } from '../../functions/push/secret-box.ts';
import { sendAlerts } from '../../functions/push/send-alerts.ts';
import { startSenders } from '../../functions/push/senders.ts';
import { createThreadSender } from '../../functions/push/thread-sender.ts';
import { newVapidKeys } from '../../functions/push/vapid.ts';
import { storeAreas } from '../../functions/store/areas.ts';
import { openStore } from '../../functions/store/store.ts';
import { subscriptionId } from '../../functions/store/subscriptions.ts';
import { someSettings } from '../builders.ts';
import { measuredAnnouncement } from './measured-announcement.ts';
import type { SinkAddress } from './push-sink.ts';

// A whole alert as the portal sends it: `push-alert.ts SUBSCRIPTIONS`, the address of the push service in SINK.

export interface AlertFigures {
	/** Epoch milliseconds at which the alert began. */
	readonly begunAt: number;
	readonly peakRssMb: number;
	/** After everything was made ready. */
	readonly rssBeforeMb: number;
	/** How late whatever else this process does was, during the alert. */
	readonly loopDelayP99Ms: number;
	readonly preparedPerSecond: number;
}

// As the portal has it.
setFlagsFromString('--heap-growing-percent=40');

const count = Number(process.argv[2] ?? 1000);
// `bench push` hands over what its push service said.
const sink = JSON.parse(process.env['SINK'] ?? '{}') as SinkAddress;
const folder = await mkdtemp(join(tmpdir(), 'mingbai-push-'));
const store = await openStore({ dataDir: folder, databaseUrl: undefined });
const areas = storeAreas(store);
const settings = someSettings();
const now = () => new Date();
const log = {
	info: () => undefined,
	error: (...said: unknown[]) => process.stderr.write(`${said}\n`),
};
const config: SenderConfig = {
	subject: 'mailto:portal@county.example',
	secretKey: preparedSecretKey('bench'),
	extraOrigins: [sink.http2],
	initialRate: 10_000,
};
const make: Parameters<typeof startSenders>[0][number] = (onOrigin) =>
	createThreadSender(config, onOrigin);
const senders = await startSenders([make, make], { origins: areas.pushOrigins, log }, now);
const stopping = new AbortController().signal;

await areas.vapidKeys.addFirst(newVapidKeys(), now());
const { id: vapidKeyId } = await areas.vapidKeys.newest();
await subscribe();
const preparedFrom = performance.now();
await prepareAhead({ ...areas, senders, isSending: () => false }, 0, stopping);
const preparedPerSecond = count / ((performance.now() - preparedFrom) / 1000);
global.gc?.();
const rssBeforeMb = process.memoryUsage.rss() / 1024 / 1024;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const announcement = measuredAnnouncement('flood');
const begunAt = Date.now();
await areas.alerts.begin(announcement, {
	at: now(),
	deadline: new Date(begunAt + 3_600_000),
});
await sendAlerts(
	{
		...areas,
		senders,
		settings: () => settings,
		siteUrl: 'https://county.example',
		fictionalMark: '',
		now,
		log,
	},
	stopping,
);
const counts = await areas.alerts.counts('notices/flood/1/issue');
if (counts.delivered !== count) throw new Error(JSON.stringify(counts));
const figures: AlertFigures = {
	begunAt,
	peakRssMb: process.resourceUsage().maxRSS / 1024,
	rssBeforeMb,
	loopDelayP99Ms: delay.percentile(99) / 1e6,
	preparedPerSecond,
};
process.send?.(figures);
await senders.close();
await store.close();
await rm(folder, { recursive: true });
process.disconnect?.();

/** As a county that has collected them over years: written in one go here. */
async function subscribe(): Promise<void> {
	const size = 1000;
	for (let from = 0; from < count; from += size) {
		const rows = Array.from({ length: Math.min(size, count - from) }, (_, index) => {
			const endpoint = `${sink.http2}/p/${from + index}`;
			const keys = sink.keys[(from + index) % sink.keys.length];
			if (!keys) throw new Error('the push service has no keys');
			return {
				id: subscriptionId(endpoint),
				endpoint,
				origin: sink.http2,
				...keys,
				language: index % 10 === 0 ? 'en' : 'zh-CN',
				topics: '',
				areas: '',
				least_severity: 0,
				created_at: 0,
				vapid_key: vapidKeyId,
				quiet_from: null,
				quiet_until: null,
			};
		});
		await store.db.insertInto('subscriptions').values(rows).execute();
	}
}
