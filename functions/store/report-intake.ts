import { hash } from 'node:crypto';
import type { Insertable, Kysely } from 'kysely';
import { isSameTelling, itemToJoin, type Telling } from '../../src/domain/matching/telling.ts';
import { reportStandings } from '../../src/domain/report-standing.ts';
import type { Database } from './database.ts';
import { groupCommit } from './group-commit.ts';
import { foldCopies, type KnownText, knownTexts } from './report-copies.ts';
import { keepLinks } from './report-links.ts';
import type { NewReport, Reports, ReportsTable, StoredReport } from './reports.ts';
import { createThreadIntake } from './thread-intake.ts';
import { inTransaction } from './transaction.ts';

/** As many as one transaction holds: half of those who have a place (`busy.ts`), so that the others are read and checked meanwhile. */
const mostInOne = 24;

/** Takes reports in by the hundred. */
export interface ReportIntake extends Pick<Reports, 'add'> {
	/** Ends what works for it; nothing is added after that. */
	close(): Promise<void>;
}

/**
 * Reports that arrive together share one transaction, and each is durable when it is answered. An embedded store, given by
 * its file, gets them from a thread: the way to the disk is the longest part, and holds up nobody.
 */
export function reportIntake(db: Kysely<Database>, embeddedFile?: string): ReportIntake {
	const thread = embeddedFile === undefined ? undefined : createThreadIntake(embeddedFile);
	const store = (reports: readonly NewReport[]) =>
		thread ? thread.store(reports) : inTransaction(db, (trx) => storeReports(trx, reports));
	return { add: groupCommit(store, mostInOne), close: async () => thread?.close() };
}

/** Stores reports in their order. Of the same sending twice the later receipt is good. */
export async function storeReports(
	trx: Kysely<Database>,
	reports: readonly NewReport[],
): Promise<readonly StoredReport[]> {
	const fresh = await spendProofs(trx, reports);
	const texts = await knownTexts(trx, reports);
	const answered = await itemsThere(trx, reports);
	const outcomes = new Map<NewReport, StoredReport>();
	let left = reports.map((report) => ({ report, row: toRow(report, { fresh, texts, answered }) }));
	while (left.length > 0) {
		const { now, later } = oneOfEachSending(left);
		const folded = await foldCopies(trx, now, texts);
		const whole = now.filter(({ report }) => !folded.has(report));
		const items = await insert(
			trx,
			whole.map(({ row }) => row),
		);
		await keepLinks(trx, whole);
		for (const { report, row } of now)
			outcomes.set(report, { item: items.get(row.receipt_hash) ?? row.item_id ?? undefined });
		left = later;
	}
	return reports.map((report) => outcomes.get(report) ?? {});
}

/** A report beside the row it becomes. */
export interface Incoming {
	readonly report: NewReport;
	readonly row: Insertable<ReportsTable> &
		Pick<ReportsTable, 'content_hash' | 'submission' | 'image_id' | 'item_id' | 'area' | 'state'>;
}

/** One statement cannot settle two rows of the same sending. */
function oneOfEachSending(left: readonly Incoming[]): { now: Incoming[]; later: Incoming[] } {
	const seen = new Set<string>();
	const now: Incoming[] = [];
	const later: Incoming[] = [];
	for (const each of left) {
		const { submission } = each.row;
		const isRepeat = submission !== null && seen.has(submission);
		(isRepeat ? later : now).push(each);
		if (submission !== null) seen.add(submission);
	}
	return { now, later };
}

/** The proofs of work that nobody has used before. Of two reports with one proof the first has it. */
async function spendProofs(
	trx: Kysely<Database>,
	reports: readonly NewReport[],
): Promise<ReadonlySet<NewReport>> {
	const byToken = new Map<string, NewReport>();
	for (const report of reports)
		if (report.proof && !byToken.has(report.proof.tokenHash))
			byToken.set(report.proof.tokenHash, report);
	if (byToken.size === 0) return new Set();
	const spent = await trx
		.insertInto('spent_tokens')
		.values(
			[...byToken].map(([token_hash, { proof }]) => ({
				token_hash,
				expires_at: proof?.expiresAt.getTime() ?? 0,
			})),
		)
		.onConflict((conflict) => conflict.column('token_hash').doNothing())
		.returning('token_hash')
		.execute();
	return new Set(spent.flatMap(({ token_hash }) => byToken.get(token_hash) ?? []));
}

/** The items of published responses among the reports that the desk has: a response is published before it follows. */
async function itemsThere(
	trx: Kysely<Database>,
	reports: readonly NewReport[],
): Promise<ReadonlySet<string>> {
	const items = [...new Set(reports.flatMap(({ itemOfAnswer }) => itemOfAnswer ?? []))];
	if (items.length === 0) return new Set();
	const rows = await trx.selectFrom('items').select('id').where('id', 'in', items).execute();
	return new Set(rows.map(({ id }) => id));
}

/** What was known before reports came. */
interface KnownBefore {
	readonly fresh: ReadonlySet<NewReport>;
	readonly texts: ReadonlyMap<string, KnownText>;
	/** Items of published responses. */
	readonly answered: ReadonlySet<string>;
}

function toRow(report: NewReport, { fresh, texts, answered }: KnownBefore): Incoming['row'] {
	const standing = reportStandings.indexOf(report.standing ?? 'proven');
	const known = texts.get(report.contentHash ?? '')?.told ?? [];
	const telling = tellingOf(report);
	const itemOfText = itemToJoin(report.content, telling, known.filter(isOnDesk));
	const isSpam = isKnownSpam(report.content, telling, known);
	const itemOfAnswer = answered.has(report.itemOfAnswer ?? '') ? report.itemOfAnswer : undefined;
	const isUsedAgain = report.proof !== undefined && !fresh.has(report);
	return {
		id: report.id,
		receipt_hash: report.receiptHash,
		submission:
			report.submission === undefined ? null : sendingName(report.submission, report.content),
		received_at: report.receivedAt.getTime(),
		language: report.language,
		channel: report.channel,
		content: report.content,
		content_hash: report.contentHash ?? `alone:${report.id}`,
		area: report.area ?? null,
		heard_on: report.heardOn ?? null,
		crisis: report.crisis ? 1 : 0,
		state: isSpam ? 'spam' : 'normal',
		item_id:
			report.crisis || isSpam
				? null
				: (itemOfText ?? itemOfAnswer ?? report.itemOfEvidence ?? null),
		delete_after: report.deleteAfter.getTime(),
		standing: isUsedAgain ? Math.min(standing + 1, 2) : standing,
		intake: report.intake ?? 'form',
		copies: 0,
		image_id: report.image ?? null,
		merged_from: null,
		assignee: null,
		asker: report.asker ?? null,
	};
}

function tellingOf({ area, heardOn, receivedAt }: NewReport): Telling {
	return { area, heardOn, at: receivedAt.getTime() };
}

function isOnDesk({ state }: KnownText['told'][number]): boolean {
	return state === 'normal';
}

/** Moderators looked at such a text and set it aside, and none of it is on the desk. */
function isKnownSpam(text: string, telling: Telling, known: KnownText['told']): boolean {
	const same = known.filter((each) => isSameTelling(text, telling, each));
	return same.length > 0 && !same.some(isOnDesk);
}

/** A sending is known by its name and its text: a form that was changed and sent again is another report. */
export function sendingName(submission: string, content: string): string {
	return hash('sha256', JSON.stringify([submission, content]), 'base64url');
}

/** The items of the reports, by their receipts; a sending that was stored before answers to its new receipt. */
async function insert(
	trx: Kysely<Database>,
	rows: readonly Insertable<ReportsTable>[],
): Promise<ReadonlyMap<string, string | null>> {
	if (rows.length === 0) return new Map();
	const stored = await trx
		.insertInto('reports')
		.values(rows)
		.onConflict((conflict) =>
			conflict
				.column('submission')
				.doUpdateSet(({ ref }) => ({ receipt_hash: ref('excluded.receipt_hash') })),
		)
		.returning(['receipt_hash', 'item_id'])
		.execute();
	return new Map(stored.map((row) => [row.receipt_hash, row.item_id]));
}
