import { type Kysely, sql } from 'kysely';
import type { Told } from '../../src/domain/matching/telling.ts';
import { hour } from '../../src/domain/time.ts';
import type { Database } from './database.ts';
import type { Incoming } from './report-intake.ts';
import type { NewReport, ReportsTable } from './reports.ts';
import { toTelling } from './same-text.ts';

/** Further askers of a text that many have sent within a day: a receipt each, and the text only once. */
export interface ReportCopiesTable {
	receipt_hash: string;
	submission: string | null;
	report_id: string;
}

/** Of one text so many are kept in full within a day; those after them are counted with the latest. */
export const keptInFull = 50;

/** What the store knows of a text: where it was told of, and how many were sent within a day, by their `foldOf`. */
export interface KnownText {
	readonly told: (Told & Pick<ReportsTable, 'state'>)[];
	readonly lately: Map<string, number>;
}

/** Copies are counted together when they are of one area and stand alike on the desk. */
function foldOf({ area, state }: Pick<ReportsTable, 'area' | 'state'>): string {
	return JSON.stringify([area, state]);
}

/** The texts of reports that were sent before, by the hash of their content. */
export async function knownTexts(
	trx: Kysely<Database>,
	reports: readonly NewReport[],
): Promise<ReadonlyMap<string, KnownText>> {
	const known = new Map<string, KnownText>();
	const hashes = [...new Set(reports.flatMap(({ contentHash }) => contentHash ?? []))];
	const [first] = reports;
	if (hashes.length === 0 || !first) return known;
	const dayAgo = first.receivedAt.getTime() - 24 * hour;
	const rows = await trx
		.selectFrom('reports')
		.select(['content_hash', 'item_id', 'area', 'heard_on', 'state'])
		.select(({ fn }) => [
			fn.max('received_at').as('received_at'),
			sql<number>`sum(case when received_at > ${dayAgo} then 1 + copies else 0 end)`.as('lately'),
		])
		.where('content_hash', 'in', hashes)
		.where('state', '!=', 'trashed')
		.groupBy(['content_hash', 'item_id', 'area', 'heard_on', 'state'])
		.orderBy('received_at')
		.execute();
	for (const row of rows) {
		const text: KnownText = known.get(row.content_hash) ?? { told: [], lately: new Map() };
		const { state } = row;
		text.told.push({ ...toTelling(row), item: row.item_id ?? undefined, state });
		text.lately.set(foldOf(row), (text.lately.get(foldOf(row)) ?? 0) + Number(row.lately));
		known.set(row.content_hash, text);
	}
	return known;
}

/** How many reports there are, copies among them. */
export async function storedReports(db: Kysely<Database>): Promise<number> {
	const counts = await Promise.all(
		(['reports', 'report_copies'] as const).map((table) =>
			db
				.selectFrom(table)
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow(),
		),
	);
	return counts.reduce((sum, { count }) => sum + Number(count), 0);
}

/** Keeps of those whose text many have sent today a receipt and no more. Gives those it took. */
export async function foldCopies(
	trx: Kysely<Database>,
	incoming: readonly Incoming[],
	texts: ReadonlyMap<string, KnownText>,
): Promise<ReadonlySet<NewReport>> {
	const many = incoming.filter(({ report, row }) => {
		const text = texts.get(report.contentHash ?? '');
		// A call for help is read by itself, and a screenshot too.
		if (!text || report.crisis || row.image_id !== null) return false;
		const lately = (text.lately.get(foldOf(row)) ?? 0) + 1;
		text.lately.set(foldOf(row), lately);
		return lately > keptInFull;
	});
	if (many.length === 0) return new Set();
	const inFull = await sentBefore(trx, 'reports', many);
	const copies = many.filter(({ row }) => !inFull.has(row.submission ?? ''));
	const folds = Map.groupBy(copies, ({ row }) => `${row.content_hash} ${foldOf(row)}`);
	for (const ofText of folds.values()) await addCopies(trx, ofText);
	return new Set(copies.map(({ report }) => report));
}

/** The sendings among some that a table has already. */
async function sentBefore(
	trx: Kysely<Database>,
	table: 'reports' | 'report_copies',
	incoming: readonly Incoming[],
): Promise<ReadonlySet<string>> {
	const names = incoming.flatMap(({ row }) => row.submission ?? []);
	if (names.length === 0) return new Set();
	const rows = await trx
		.selectFrom(table)
		.select('submission')
		.where('submission', 'in', names)
		.execute();
	return new Set(rows.map((row) => row.submission ?? ''));
}

async function addCopies(trx: Kysely<Database>, copies: readonly Incoming[]): Promise<void> {
	const [first] = copies;
	if (!first) return;
	const { content_hash, area, state } = first.row;
	const latest = await trx
		.selectFrom('reports')
		.select('id')
		.where('content_hash', '=', content_hash)
		.where('state', '=', state)
		.where('area', area === null ? 'is' : '=', area)
		.orderBy('received_at', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const before = await sentBefore(trx, 'report_copies', copies);
	await trx
		.insertInto('report_copies')
		.values(
			copies.map(({ row: { receipt_hash, submission } }) => ({
				receipt_hash,
				submission,
				report_id: latest.id,
			})),
		)
		.onConflict((conflict) =>
			conflict
				.column('submission')
				.doUpdateSet(({ ref }) => ({ receipt_hash: ref('excluded.receipt_hash') })),
		)
		.execute();
	await trx
		.updateTable('reports')
		.set(({ eb }) => ({ copies: eb('copies', '+', copies.length - before.size) }))
		.where('id', '=', latest.id)
		.execute();
}
