import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { callsForHelp } from '../../src/domain/crisis.ts';
import type { Language } from '../../src/domain/languages.ts';
import { claimOf } from '../../src/domain/matching/claim-text.ts';
import { redact } from '../../src/domain/redact.ts';
import { type Channel, receiptFrom } from '../../src/domain/report.ts';
import { hour } from '../../src/domain/time.ts';
import type { Reports } from '../store/reports.ts';

/** Reports are kept no longer than they can be of use; answering one sets no longer time. */
const keptFor = 90 * 24 * hour;

export interface ReportedRumor {
	readonly content: string;
	readonly channel: Channel;
	readonly area?: string | undefined;
	readonly heardOn?: string | undefined;
	readonly language: Language;
	/** The browser's own name for this sending. */
	readonly submission?: string | undefined;
}

/** `stored` means on the disk: the receipt is good after a power cut. `crisis` asks for the crisis box. */
export interface RumorReported {
	readonly kind: 'stored';
	readonly receipt: string;
	readonly crisis: boolean;
	readonly item?: string | undefined;
}

/**
 * Takes personal data out of a report, stores it, and gives a receipt that is shown once.
 * A repeat of the same sending gets a new receipt for the same report: the first answer may have been lost.
 */
export async function reportRumor(
	{ reports, now }: { readonly reports: Reports; readonly now: Date },
	rumor: ReportedRumor,
): Promise<RumorReported> {
	const { text, found } = redact(rumor.content);
	const content = text.trim();
	const receipt = receiptFrom(randomBytes(10));
	const crisis = callsForHelp(rumor.content);
	const stored = await reports.add({
		id: randomUUID(),
		receiptHash: receiptHash(receipt),
		submission: rumor.submission,
		receivedAt: now,
		language: rumor.language,
		channel: rumor.channel,
		content,
		// What was taken out may differ between texts that now look alike.
		contentHash: crisis || found.length > 0 ? undefined : contentHash(content),
		area: rumor.area,
		heardOn: rumor.heardOn,
		crisis,
		deleteAfter: new Date(now.getTime() + keptFor),
	});
	return { kind: 'stored', receipt, crisis, item: stored.item };
}

function contentHash(content: string): string | undefined {
	const claim = claimOf(content);
	return claim && createHash('sha256').update(claim).digest('hex');
}

/** Receipts are looked up by their hash, so the store cannot give them away. */
export function receiptHash(receipt: string): string {
	return createHash('sha256').update(receipt).digest('base64url');
}
