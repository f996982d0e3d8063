import { receiptStanding } from '../../src/domain/receipt-standing.ts';
import { standingName, tellingOf } from '../../src/domain/receipt-telling.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { hour } from '../../src/domain/time.ts';
import type { Logger } from '../log.ts';
import type { SettledOutcome } from '../store/outcome-masks.ts';
import type {
	ClaimedReceiptWatch,
	ReceiptWatch,
	ReceiptWatches,
} from '../store/receipt-watches.ts';
import type { VapidKeyStore } from '../store/vapid-keys.ts';
import { type ReceiptNews, receiptRecords, receiptTag } from './receipt-message.ts';
import { retryAt } from './retry.ts';
import type { Senders } from './senders.ts';

export interface AskerParts {
	readonly receiptWatches: ReceiptWatches;
	readonly responses: () => readonly PublishedResponse[];
	readonly vapidKeys: Pick<VapidKeyStore, 'all'>;
	readonly senders: Senders;
	readonly settings: () => Settings;
	readonly siteUrl: string;
	/** Said before the title in a demo county. */
	readonly fictionalMark: () => string;
	readonly now: () => Date;
	readonly log: Logger;
}

/** A standing that is told when it has stayed for so long: what a moderator undoes at once is told to nobody. */
export const settlingMs = 30_000;
/** Longer than a sender waits for any answer. */
const leaseMs = 120_000;
const retries = { firstMs: 10_000, longestMs: 6 * hour };
/** No push service keeps a message for longer than four weeks. */
const longestLifetimeMs = 28 * 24 * hour;
const atOnce = 20;

interface News extends ReceiptNews {
	readonly watch: ReceiptWatch;
}

/** Tells those who wait for an answer to a report what is new about it. */
export function createAskerTelling(parts: AskerParts, stopping: AbortSignal): () => Promise<void> {
	/** Since when each watch has its news, by watch and standing. */
	let since: ReadonlyMap<string, Date> = new Map();

	return async () => {
		if (!parts.settings().push.enabled) return;
		const now = parts.now();
		const news = newsOf(await parts.receiptWatches.all(), parts.responses());
		since = new Map(news.map((each) => [newsKey(each), since.get(newsKey(each)) ?? now] as const));
		const paused = parts.senders.paused(now);
		const ripe = news.filter((each) => {
			const seenAt = since.get(newsKey(each)) ?? now;
			if (now.getTime() - seenAt.getTime() < settlingMs) return false;
			return each.watch.dueAt <= now && !paused.has(each.watch.origin);
		});
		await Promise.all(Array.from({ length: atOnce }, () => tellAll(parts, ripe, stopping)));
	};
}

function newsKey({ watch, standing }: News): string {
	return `${watch.report} ${watch.browser} ${standingName(standing)}`;
}

function newsOf(
	watches: readonly ReceiptWatch[],
	responses: readonly PublishedResponse[],
): readonly News[] {
	if (watches.length === 0) return [];
	const byItem = new Map(responses.map((response) => [response.item, response]));
	return watches.flatMap((watch) => {
		const { report, item, told } = watch;
		const standing = receiptStanding(item && byItem.get(item.id), item);
		const telling = tellingOf(standing, told);
		return telling ? [{ watch, report, standing, telling }] : [];
	});
}

/** Takes one after the other from a list that several share. */
async function tellAll(parts: AskerParts, ripe: News[], signal: AbortSignal): Promise<void> {
	for (let next = ripe.pop(); next && !signal.aborted; next = ripe.pop()) {
		await tell(parts, next, signal).catch((error: unknown) =>
			parts.log.error('asker not told', { error: String(error) }),
		);
	}
}

async function tell(parts: AskerParts, news: News, signal: AbortSignal): Promise<void> {
	const { receiptWatches } = parts;
	const now = parts.now();
	const claimed = await receiptWatches.claim(news.watch, now, after(now, leaseMs));
	if (!claimed) return;
	switch (await send(parts, news, claimed, signal)) {
		case 'delivered':
			return receiptWatches.setTold(news.watch, standingName(news.standing));
		case 'gone':
			return receiptWatches.forgetBrowser(news.watch.browser);
		default:
			return receiptWatches.putOff(news.watch, retryAt(parts.now(), claimed.attempts, retries));
	}
}

/** What became of the message; `undefined` when the push service has not said. Its keys are always made on the spot. */
async function send(
	{ senders, vapidKeys, siteUrl, fictionalMark, now }: AskerParts,
	news: News,
	{ endpoint, keys, vapidKeyId, language }: ClaimedReceiptWatch,
	signal: AbortSignal,
): Promise<SettledOutcome | undefined> {
	const [sender] = senders.all;
	const records = receiptRecords(news, { url: siteUrl, fictional: fictionalMark() });
	const record = records.get(language);
	const vapidKey = (await vapidKeys.all()).find(({ id }) => id === vapidKeyId);
	const kept = news.watch.deleteAfter.getTime() - now().getTime();
	if (!sender || !record || !vapidKey || kept <= 0) return undefined;
	let outcome: SettledOutcome | undefined;
	await sender.send(
		{
			origin: news.watch.origin,
			records: [record],
			vapidKeys: [vapidKey],
			topic: receiptTag(news.report),
			urgency: 'normal',
			lifetimeMs: Math.min(kept, longestLifetimeMs),
			recipients: [{ offset: 0, endpoint, keys, record: 0, vapidKey: 0 }],
		},
		({ settled }) => {
			outcome = settled[0]?.[1] ?? outcome;
		},
		signal,
	);
	return outcome;
}

function after(now: Date, milliseconds: number): Date {
	return new Date(now.getTime() + milliseconds);
}
