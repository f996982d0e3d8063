import { setTimeout } from 'node:timers/promises';
import { viewShareFor } from '../../src/domain/alert-views.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { cutAlerts } from './cut-alerts.ts';
import { type BatchParts, leaseMs, sendBatch } from './send-batch.ts';
import type { Sender } from './sender.ts';
import type { Senders } from './senders.ts';

export interface AlertParts extends BatchParts {
	readonly senders: Senders;
	readonly settings: () => Settings;
}

/** While one batch ends, the next begins; more would only wait in the sender. */
const batchesAtOnce = 2;
/** How often it is looked whether another alert has begun meanwhile. */
const lookMs = 250;

/**
 * Sends what the ledger leaves open, until nothing is due. Run again after a crash it sends only the unconfirmed part.
 * One push service that is slow or refuses us holds up nobody else's messages. Gives whether there was anything to send.
 */
export async function sendAlerts(given: AlertParts, signal: AbortSignal): Promise<boolean> {
	// A county that turned push off has its reasons; what is open waits, and ends when it is too late.
	const { enabled, countViews } = given.settings().push;
	if (!enabled) return false;
	const isIdle =
		(await given.alerts.cutting()).length + (await given.alerts.sending()).length === 0;
	if (isIdle) return false;
	const viewShare = countViews ? viewShareFor(await given.subscriptions.count()) : undefined;
	const parts = { ...given, viewShare };
	let hasSent = false;
	const lanes = createLanes(parts.senders.all);
	const running = new Set<Promise<void>>();
	let bell = newBell();
	const ring = () => {
		bell.ring();
		bell = newBell();
	};
	const cutter = createCutter(parts, ring, signal);
	try {
		while (!signal.aborted) {
			cutter.look();
			// What rings while it is looked for a batch must not be missed.
			const { rung } = bell;
			const started = await startNext(parts, lanes, signal);
			if (started) {
				hasSent = true;
				const work = started.work.finally(() => {
					running.delete(work);
					ring();
				});
				running.add(work);
			} else {
				if (running.size === 0 && !cutter.isCutting()) break;
				await Promise.race([rung, setTimeout(lookMs, undefined, { ref: false })]);
			}
		}
	} finally {
		// The next run must not begin beside what this one has begun.
		await cutter.ended();
		await Promise.all(running);
	}
	for (const key of await parts.alerts.sending()) await finish(parts, key);
	return hasSent;
}

/** Begins the next batch that is due, where a sender has room for its push service. */
async function startNext(
	parts: AlertParts,
	lanes: Lanes,
	signal: AbortSignal,
): Promise<{ readonly work: Promise<void> } | undefined> {
	const now = parts.now();
	const except = [...lanes.full(), ...parts.senders.paused(now).keys()];
	const batch = await parts.alerts.claim(now, new Date(now.getTime() + leaseMs), except);
	if (!batch) return undefined;
	// A clock that was put forward ends the lease of what is being sent.
	const name = `${batch.number} ${batch.alertKey}`;
	if (lanes.held.has(name)) return startNext(parts, lanes, signal);
	const alert = await parts.alerts.get(batch.alertKey);
	if (!alert) return undefined;
	const { sender, leave } = lanes.enter(batch.origin);
	lanes.held.add(name);
	const work = sendBatch(parts, batch, alert, sender, signal)
		.then(() => finish(parts, batch.alertKey))
		// Nobody waits for this promise while others run: a store that fails once must not end the portal.
		.catch((error: unknown) =>
			parts.log.error('batch not sent', { key: batch.alertKey, error: String(error) }),
		)
		.finally(() => {
			lanes.held.delete(name);
			leave();
		});
	return { work };
}

/** Cuts in the background, and looks from time to time whether there is more to cut. */
function createCutter(parts: AlertParts, onBatch: () => void, signal: AbortSignal) {
	let cutting: Promise<void> | undefined;
	let lookedAt = Number.NEGATIVE_INFINITY;
	return {
		isCutting: () => cutting !== undefined,
		ended: async () => cutting,
		look() {
			if (cutting || performance.now() - lookedAt < lookMs) return;
			lookedAt = performance.now();
			cutting = cutAlerts(parts, onBatch, signal)
				.catch((error: unknown) => parts.log.error('alert not cut', { error: String(error) }))
				.finally(() => {
					cutting = undefined;
					onBatch();
				});
		},
	};
}

interface Lanes {
	/** The names of the batches that are being sent. */
	readonly held: Set<string>;
	/** Push services that every sender is busy with. */
	full(): string[];
	enter(origin: string): { readonly sender: Sender; readonly leave: () => void };
}

/** How many batches each sender has for each push service. */
function createLanes(senders: readonly Sender[]): Lanes {
	const counts = new Map<string, number[]>();
	const countsOf = (origin: string) => {
		const known = counts.get(origin) ?? senders.map(() => 0);
		counts.set(origin, known);
		return known;
	};
	return {
		held: new Set(),
		full: () =>
			[...counts].flatMap(([origin, each]) =>
				each.every((count) => count >= batchesAtOnce) ? [origin] : [],
			),
		enter(origin) {
			const each = countsOf(origin);
			const least = each.indexOf(Math.min(...each));
			const sender = senders[least];
			if (!sender) throw new Error('there is no sender');
			each[least] = (each[least] ?? 0) + 1;
			return {
				sender,
				leave: () => {
					each[least] = (each[least] ?? 0) - 1;
				},
			};
		},
	};
}

async function finish(parts: AlertParts, key: string): Promise<void> {
	if (await parts.alerts.finishIfDone(key)) await logDone(parts, key);
}

/** What became of an alert, and how long it took at each push service from when the alert began. */
async function logDone({ alerts, log }: AlertParts, key: string): Promise<void> {
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
	const { firstDeliveredAt: _, lastDeliveredAt: __, ...counts } = await alerts.counts(key);
	log.info('alert done', {
		key,
		...counts,
		queuedAfterMs: after(alert?.queuedAt),
		services,
	});
}

function newBell() {
	const { promise: rung, resolve: ring } = Promise.withResolvers<void>();
	return { rung, ring };
}
