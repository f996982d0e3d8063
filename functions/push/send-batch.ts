import { setTimeout } from 'node:timers/promises';
import { isExercise } from '../../src/domain/announcement.ts';
import type { Logger } from '../log.ts';
import type { AlertBatch, BatchResults } from '../store/alert-batches.ts';
import type { Alert, Alerts } from '../store/alerts.ts';
import type { ExerciseHearers } from '../store/exercise-hearers.ts';
import { type OutcomeMasks, offsetsWith, settle } from '../store/outcome-masks.ts';
import type { PreparedKeyStore } from '../store/prepared-keys.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import type { VapidKeyStore } from '../store/vapid-keys.ts';
import { quietEnd } from './cut-alerts.ts';
import { alertTag, pushRecords, pushUrgency } from './message.ts';
import { retryAt } from './retry.ts';
import type { Answers, Recipient, Sender } from './sender.ts';

export interface BatchParts {
	readonly alerts: Alerts;
	readonly subscriptions: Subscriptions;
	readonly exerciseHearers: Pick<ExerciseHearers, 'after' | 'withSeqs'>;
	readonly preparedKeys: PreparedKeyStore;
	readonly vapidKeys: Pick<VapidKeyStore, 'all'>;
	readonly siteUrl: string;
	/** Said before the title of a demo county's alerts. */
	readonly fictionalMark: string;
	/** The share of browsers that may say what they saw of an alert, where the county counts. */
	readonly viewShare?: number | undefined;
	readonly now: () => Date;
	readonly log: Logger;
}

export const leaseMs = 120_000;
const renewMs = 30_000;
/** A service that says nothing brings no answers to write down, and so no look at whether the alert was stopped. */
const lookMs = 1_000;
const retries = { firstMs: 2_000, longestMs: 300_000 };
const saveAgainMs = 500;

/** Sends what is open of a batch, and writes down what became of it while it goes on. */
export async function sendBatch(
	parts: BatchParts,
	batch: AlertBatch,
	alert: Alert,
	sender: Sender,
	signal: AbortSignal,
): Promise<void> {
	const ledger = keepLedger(parts, batch, signal);
	const lifetimeMs = alert.deadline.getTime() - parts.now().getTime();
	try {
		if (lifetimeMs <= 0) return ledger.settleRest('expired');
		// What waits for the morning, or is tried again, may have been changed or ended meanwhile; its hearers are told of that.
		const isLate = batch.waitedUntil !== undefined || batch.attempts > 1;
		if (isLate && (await parts.alerts.isOvertaken(alert))) return ledger.settleRest('expired');
		const recipients = await recipientsOf(parts, batch, alert, ledger);
		const { siteUrl: url, fictionalMark: fictional, viewShare } = parts;
		const site = { url, fictional, viewShare };
		const records = [...pushRecords(alert.announcement, site)];
		const languages = records.map(([language]) => language);
		const endpoints = new Map(recipients.map(({ offset, endpoint }) => [offset, endpoint]));
		const vapidKeys = await parts.vapidKeys.all();
		const keyIds = vapidKeys.map(({ id }) => id);
		await sender.send(
			{
				origin: batch.origin,
				records: records.map(([, record]) => record),
				vapidKeys,
				topic: alertTag(alert.announcement),
				urgency: pushUrgency(alert.announcement),
				lifetimeMs,
				recipients: recipients.map(({ language, vapidKeyId, ...each }) => ({
					...each,
					record: Math.max(0, languages.indexOf(language)),
					vapidKey: keyIds.indexOf(vapidKeyId),
				})),
			},
			({ settled }) => ledger.hear(settled, endpoints),
			ledger.signal,
		);
	} finally {
		await ledger.close();
	}
}

/** Whoever has left since the alert was cut, or may not hear of exercises any more, is accounted for as gone; whose quiet hours have begun stays open. */
async function recipientsOf(
	{ subscriptions, exerciseHearers, preparedKeys, now }: BatchParts,
	batch: AlertBatch,
	{ announcement }: Alert,
	ledger: Ledger,
) {
	const seqs = offsetsWith(batch.masks, 'pending').map((offset) => batch.firstSeq + offset);
	const there = isExercise(announcement)
		? await exerciseHearers.withSeqs(seqs, now())
		: await subscriptions.withSeqs(seqs);
	const bySeq = new Set(there.map(({ seq }) => seq));
	const left = seqs.filter((seq) => !bySeq.has(seq)).map((seq) => seq - batch.firstSeq);
	ledger.hear(left.map((offset) => [offset, 'gone']));
	const awake = there.filter((each) => !quietEnd(each, announcement, now()));
	const pairs = await preparedKeys.take(awake.map(({ seq }) => seq));
	return awake.map(({ seq, endpoint, keys, language, vapidKeyId }) => ({
		offset: seq - batch.firstSeq,
		endpoint,
		keys,
		language,
		vapidKeyId,
		prepared: pairs.get(seq),
	})) satisfies readonly Omit<Recipient, 'record' | 'vapidKey'>[];
}

interface Ledger {
	/** Ends when the portal stops, and when the alert is stopped. */
	readonly signal: AbortSignal;
	/** Takes outcomes, with the addresses that messages were sent to. */
	readonly hear: (
		settled: Answers['settled'],
		endpoints?: ReadonlyMap<number, string> | undefined,
	) => void;
	readonly settleRest: (outcome: 'expired') => void;
	close(): Promise<void>;
}

/** Writes outcomes as they come, one write at a time: what comes during a write goes into the next. */
function keepLedger(
	{ alerts, now, log }: BatchParts,
	batch: AlertBatch,
	stopping: AbortSignal,
): Ledger {
	const masks: OutcomeMasks = Uint8Array.from(batch.masks);
	const stop = new AbortController();
	let firstDeliveredAt: Date | undefined;
	let lastDeliveredAt: Date | undefined;
	let saving: Promise<void> | undefined;
	let isDirty = false;
	/** Addresses that are no more, until that is written down. */
	const gone = new Set<string>();

	/** Writes down what is known, in one of two ways. */
	async function write<T>(how: (known: BatchResults) => Promise<T>): Promise<T> {
		const told = [...gone];
		const written = await how({ masks, gone: told, firstDeliveredAt, lastDeliveredAt });
		for (const endpoint of told) gone.delete(endpoint);
		return written;
	}

	function save(): void {
		isDirty = true;
		saving ??= saveAll().finally(() => {
			saving = undefined;
		});
	}

	async function saveAll(): Promise<void> {
		while (isDirty) {
			isDirty = false;
			const leaseUntil = new Date(now().getTime() + leaseMs);
			try {
				if (!(await write((known) => alerts.saveResults(batch, known, leaseUntil)))) stop.abort();
			} catch (error) {
				// It is all in memory still. Nothing more is sent of what could not be written down.
				log.error('results not saved yet', { error: String(error) });
				stop.abort();
			}
		}
	}

	function lookWhetherStopped(): void {
		alerts
			.isBeingSent(batch.alertKey)
			.then((isWanted) => {
				if (!isWanted) stop.abort();
			})
			.catch((error: unknown) => log.error('alert not looked at', { error: String(error) }));
	}

	const renewal = setInterval(save, renewMs);
	const watch = setInterval(lookWhetherStopped, lookMs);
	return {
		signal: AbortSignal.any([stopping, stop.signal]),
		hear(settled, endpoints) {
			for (const [offset, outcome] of settled) {
				settle(masks, offset, outcome);
				const endpoint = endpoints?.get(offset);
				if (outcome === 'gone' && endpoint) gone.add(endpoint);
				if (outcome === 'delivered') lastDeliveredAt = now();
			}
			firstDeliveredAt ??= lastDeliveredAt;
			if (settled.length > 0) save();
		},
		settleRest(outcome) {
			for (const offset of offsetsWith(masks, 'pending')) settle(masks, offset, outcome);
		},
		async close() {
			clearInterval(renewal);
			clearInterval(watch);
			await saving;
			await release();
		},
	};

	/** What was confirmed is held until it can be written, be it that the disk is full. */
	async function release(): Promise<void> {
		for (;;) {
			const dueAt = stopping.aborted ? now() : retryAt(now(), batch.attempts, retries);
			try {
				await write((known) => alerts.release(batch, known, dueAt));
				return;
			} catch (error) {
				if (stopping.aborted) throw error;
				log.error('results not saved yet', { error: String(error) });
				await setTimeout(saveAgainMs, undefined, { signal: stopping }).catch(() => undefined);
			}
		}
	}
}
