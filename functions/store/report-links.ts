import type { Kysely } from 'kysely';
import type { Told } from '../../src/domain/matching/telling.ts';
import type { Database } from './database.ts';
import type { Incoming } from './report-intake.ts';
import { toTelling } from './same-text.ts';

/** Which pages reports point at, by the hashes of their addresses. A row goes with its report. */
export interface ReportLinksTable {
	link_hash: string;
	report_id: string;
}

export interface ReportLinks {
	/** Grouped reports that point at any of these pages, newest first. */
	reportsWith(hashes: readonly string[]): Promise<readonly (Told & { readonly content: string })[]>;
}

/** What many point at is looked at no further. */
const most = 200;

export function reportLinks(db: Kysely<Database>): ReportLinks {
	return {
		async reportsWith(hashes) {
			if (hashes.length === 0) return [];
			const rows = await db
				.selectFrom('report_links')
				.innerJoin('reports', 'reports.id', 'report_id')
				.select(['item_id', 'content', 'area', 'heard_on', 'received_at'])
				.where('link_hash', 'in', hashes)
				.where('item_id', 'is not', null)
				.where('state', '=', 'normal')
				.orderBy('received_at', 'desc')
				.limit(most)
				.execute();
			return rows.map((row) => ({
				...toTelling(row),
				item: row.item_id ?? '',
				content: row.content,
			}));
		},
	};
}

/** Keeps the links of reports that were stored; a sending that was there before has its own already. */
export async function keepLinks(
	trx: Kysely<Database>,
	incoming: readonly Incoming[],
): Promise<void> {
	const withLinks = incoming.filter(({ report }) => (report.linkHashes ?? []).length > 0);
	if (withLinks.length === 0) return;
	const ids = withLinks.map(({ report }) => report.id);
	const stored = await trx.selectFrom('reports').select('id').where('id', 'in', ids).execute();
	const there = new Set(stored.map(({ id }) => id));
	const links = withLinks
		.filter(({ report }) => there.has(report.id))
		.flatMap(({ report }) =>
			(report.linkHashes ?? []).map((link_hash) => ({ link_hash, report_id: report.id })),
		);
	if (links.length === 0) return;
	await trx
		.insertInto('report_links')
		.values(links)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
