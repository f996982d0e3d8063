import { hash, randomUUIDv7 } from 'node:crypto';
import { callsForHelp } from '../../src/domain/crisis.ts';
import type { Language } from '../../src/domain/languages.ts';
import { claimOf, linksOf } from '../../src/domain/matching/claim-text.ts';
import type { Said } from '../../src/domain/matching/published-wordings.ts';
import { simplified } from '../../src/domain/matching/simplified.ts';
import { isSameTelling, type Telling, type Told } from '../../src/domain/matching/telling.ts';
import { type PersonalData, redact } from '../../src/domain/redact.ts';
import { type Channel, type Intake, receiptFrom } from '../../src/domain/report.ts';
import type { ReportStanding } from '../../src/domain/report-standing.ts';
import { hour } from '../../src/domain/time.ts';
import type { TakenScreenshot } from '../intake/screenshots.ts';
import { randomBytes } from '../random-pool.ts';
import type { ReportImages } from '../store/report-images.ts';
import type { ReportLinks } from '../store/report-links.ts';
import type { NewReport, Reports } from '../store/reports.ts';

const dayMs = 24 * hour;
/** Reports are kept no longer than they can be of use; answering one sets no longer time. In milliseconds. */
const keptFor: Readonly<Record<ReportStanding, number>> = {
	proven: 90 * dayMs,
	unproven: 90 * dayMs,
	suspect: 30 * dayMs,
};
/** A screenshot may show other people's names, so it goes much sooner. In milliseconds. */
const imageKeptFor = 14 * dayMs;

export interface ReportedRumor {
	readonly content: string;
	readonly channel: Channel;
	readonly area?: string | undefined;
	readonly heardOn?: string | undefined;
	readonly language: Language;
	/** The browser's own name for this sending. */
	readonly submission?: string | undefined;
	/** Proven unless it is said. */
	readonly standing?: ReportStanding | undefined;
	/** Whether it calls for help, where that was looked at already. */
	readonly crisis?: boolean | undefined;
	readonly proof?: NewReport['proof'];
	/** By the form unless it is said. */
	readonly intake?: Intake | undefined;
	readonly image?: TakenScreenshot | undefined;
	/** See `NewReport`. */
	readonly asker?: string | undefined;
}

/** How a report finds the item of others that point at the same page: without it none joins but by its text. */
export interface Joining {
	readonly links?: ReportLinks | undefined;
	/** Whether nothing in a text makes another claim of it than a known wording is. */
	readonly isSameClaim?: ((text: string, wording: string) => boolean) | undefined;
	/** The item of the published response that has a text as a wording. */
	readonly answerTo?: ((said: Said, telling: Telling) => string | undefined) | undefined;
}

/** `stored` means on the disk: the receipt is good after a power cut. `crisis` asks for the crisis box. */
export interface RumorReported {
	readonly kind: 'stored';
	readonly receipt: string;
	readonly crisis: boolean;
	/** The kinds of personal data that were taken out. */
	readonly removed: readonly PersonalData[];
	readonly item?: string | undefined;
}

/**
 * Takes personal data out of a report, stores it, and gives a receipt that is shown once.
 * A repeat of the same sending gets a new receipt for the same report: the first answer may have been lost.
 */
export async function reportRumor(
	{
		reports,
		images,
		links,
		isSameClaim,
		answerTo,
		now,
	}: Joining & {
		readonly reports: Pick<Reports, 'add'>;
		readonly images?: Pick<ReportImages, 'add' | 'reportsWith'>;
		readonly now: Date;
	},
	rumor: ReportedRumor,
): Promise<RumorReported> {
	const { text, found } = redact(rumor.content);
	const content = text.trim();
	const receipt = receiptFrom(randomBytes(10));
	const crisis = rumor.crisis ?? callsForHelp(rumor.content);
	const { image, standing = 'proven' } = rumor;
	// What was taken out may be the figure or place that makes another claim.
	const isWhole = found.length === 0;
	const telling: Telling = { area: rumor.area, heardOn: rumor.heardOn, at: now.getTime() };
	const isSame = (known: KnownEvidence) =>
		isWhole &&
		isSameTelling(known.content, known, telling) &&
		(isSameClaim?.(content, known.content) ?? false);
	// What was taken out may differ between texts that now look alike.
	const claim = crisis || !isWhole ? undefined : claimOf(simplified(content));
	const itemOfImage = image && images && (await keepImage(images, image, { isSame, now }));
	const linkHashes = crisis ? [] : linksOf(content).map((link) => hash('sha256', link));
	const itemOfLink = links && (await itemOfAll(links, linkHashes, isSame));
	const stored = await reports.add({
		// Names in the order of time keep what comes together together on the disk.
		id: randomUUIDv7(),
		receiptHash: receiptHash(receipt),
		submission: rumor.submission,
		receivedAt: now,
		language: rumor.language,
		channel: rumor.channel,
		content,
		contentHash: claim && hash('sha256', claim),
		area: rumor.area,
		heardOn: rumor.heardOn,
		crisis,
		deleteAfter: new Date(now.getTime() + keptFor[standing]),
		standing,
		proof: rumor.proof,
		intake: rumor.intake,
		image: image?.id,
		linkHashes,
		itemOfAnswer: claim && answerTo?.({ text: content, claim }, telling),
		itemOfEvidence: itemOfImage ?? itemOfLink,
		asker: rumor.asker,
	});
	return { kind: 'stored', receipt, crisis, removed: [...new Set(found)], item: stored.item };
}

/** Keeps what is known of a screenshot. Gives the item of the reports that came with the same picture and say the same. */
async function keepImage(
	images: Pick<ReportImages, 'add' | 'reportsWith'>,
	image: TakenScreenshot,
	{ isSame, now }: { readonly isSame: (known: KnownEvidence) => boolean; readonly now: Date },
): Promise<string | undefined> {
	const item = itemOf(await images.reportsWith(image.pixelsHash), isSame);
	await images.add({ ...image, deleteAfter: new Date(now.getTime() + imageKeptFor) });
	return item;
}

/** The item that every one of these pages leads to: beside a page that nobody knows, another says too little. */
async function itemOfAll(
	links: ReportLinks,
	hashes: readonly string[],
	isSame: (known: KnownEvidence) => boolean,
): Promise<string | undefined> {
	const items = hashes.map(async (hash) => itemOf(await links.reportsWith([hash]), isSame));
	const [first, ...others] = await Promise.all(items);
	return others.every((item) => item === first) ? first : undefined;
}

/** An earlier report with the same page or picture. */
interface KnownEvidence extends Told {
	readonly content: string;
}

/** The item of all grouped reports with the same evidence, when it is one and the newest says the same. */
function itemOf(
	known: readonly KnownEvidence[],
	isSame: (known: KnownEvidence) => boolean,
): string | undefined {
	const grouped = known.filter(({ item }) => item !== undefined);
	const items = new Set(grouped.map(({ item }) => item));
	const [newest] = grouped;
	return items.size === 1 && newest && isSame(newest) ? newest.item : undefined;
}

/** Receipts are looked up by their hash, so the store cannot give them away. */
export function receiptHash(receipt: string): string {
	return hash('sha256', receipt, 'base64url');
}
