import type { Kysely } from 'kysely';
import type { PurgeCounts, PurgedKind, PurgeScope } from '../../src/domain/incident-purge.ts';
import type { Database } from './database.ts';
import { deletePurgedLinks, purgedHearers, purgedLinks } from './purged-links.ts';
import { inTransaction } from './transaction.ts';

export interface PurgeProtocolsTable {
	id: string;
	incident: string;
	at: number;
	document: string;
	key_id: string;
	signature: string;
}

/** What a protocol says, and the county's signature over exactly this text. */
export interface SignedProtocol {
	readonly id: string;
	readonly incident: string;
	readonly at: Date;
	readonly document: string;
	readonly key: string;
	/** Ed25519 over the document's UTF-8 bytes, base64url. */
	readonly signature: string;
}

export interface IncidentPurges {
	/** How much of an incident would be deleted at an instant. */
	count(scope: PurgeScope, at: Date): Promise<PurgeCounts>;
	/** The screenshots that belong to it: their files go first, so that none outlives its record. */
	images(scope: PurgeScope): Promise<readonly string[]>;
	/** Deletes all that belongs to an incident and keeps the protocol that `write` makes of the numbers: both or neither. */
	purge(
		scope: PurgeScope,
		at: Date,
		write: (counts: PurgeCounts) => SignedProtocol,
	): Promise<SignedProtocol>;
	/** The newest protocols. */
	protocols(limit: number): Promise<readonly SignedProtocol[]>;
	protocol(id: string): Promise<SignedProtocol | undefined>;
}

export function incidentPurges(db: Kysely<Database>): IncidentPurges {
	return {
		count: (scope, at) => countAll(db, scope, at),
		images: (scope) => imagesOf(db, scope),
		purge: (scope, at, write) =>
			inTransaction(db, async (trx) => {
				const signed = write(await countAll(trx, scope, at));
				await deleteAll(trx, scope, at);
				await trx.insertInto('purge_protocols').values(toRow(signed)).execute();
				return signed;
			}),
		async protocols(limit) {
			const all = db.selectFrom('purge_protocols').selectAll();
			const rows = await all.orderBy('at', 'desc').orderBy('id').limit(limit).execute();
			return rows.map(toProtocol);
		},
		async protocol(id) {
			const all = db.selectFrom('purge_protocols').selectAll();
			const row = await all.where('id', '=', id).executeTakeFirst();
			return row && toProtocol(row);
		},
	};
}

async function countAll(db: Kysely<Database>, scope: PurgeScope, at: Date): Promise<PurgeCounts> {
	const counts: Record<PurgedKind, number> = {
		...nothing,
		images: (await imagesOf(db, scope)).length,
	};
	for (const kind of ['reports', 'receipts', 'watches', 'comments', 'ticks', 'points'] as const) {
		const rows = partsOf(db, scope)[kind];
		const { count } = await db
			.selectFrom(rows.as('rows'))
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		counts[kind === 'points' ? 'point-reports' : kind] = Number(count);
	}
	counts.receipts += counts.reports;
	counts.links = (await purgedLinks(db, scope, at).execute()).length;
	counts.hearers = (await purgedHearers(db, scope, at).execute()).length;
	return counts;
}

const nothing: PurgeCounts = {
	reports: 0,
	receipts: 0,
	watches: 0,
	images: 0,
	comments: 0,
	ticks: 0,
	links: 0,
	hearers: 0,
	'point-reports': 0,
};

/** The rows of an incident, each by its key. `in` of no values is a condition that no row meets. */
function partsOf(db: Kysely<Database>, scope: PurgeScope) {
	const reports = reportIds(db, scope);
	return {
		reports,
		receipts: db
			.selectFrom('report_copies')
			.select('receipt_hash as id')
			.where('report_id', 'in', reports),
		watches: db
			.selectFrom('receipt_watches')
			.select('report_id as id')
			.where('report_id', 'in', reports),
		comments: db
			.selectFrom('incident_comments')
			.select('id')
			.where('incident', '=', scope.incident),
		ticks: db.selectFrom('village_ticks').select('id').where('ref', 'in', some(scope.notices)),
		points: db.selectFrom('help_point_reports').select('id').where('ref', 'in', some(scope.points)),
	};
}

/** SQL knows no empty list; no entry has an empty name. */
function some(values: readonly string[]): readonly string[] {
	return values.length > 0 ? values : [''];
}

function reportIds(db: Kysely<Database>, { items, otherItems, period }: PurgeScope) {
	return db
		.selectFrom('reports')
		.select('reports.id as id')
		.where((is) => {
			const own = is.and([
				is('item_id', 'in', some(items)),
				is('item_id', 'not in', some(otherItems)),
			]);
			if (!period) return own;
			// Whoever still waits for an answer keeps the receipt: such a report ends by its own time.
			const closed = db.selectFrom('items').select('items.id').where('closed_at', 'is not', null);
			const unclaimed = is.or([
				is('state', '!=', 'normal'),
				is.and([is('item_id', 'in', closed), is('item_id', 'not in', some(otherItems))]),
			]);
			const inPeriod = is.and([
				is('received_at', '>=', period.from.getTime()),
				is('received_at', '<=', period.until.getTime()),
			]);
			return is.or([own, is.and([unclaimed, inPeriod])]);
		});
}

async function imagesOf(db: Kysely<Database>, scope: PurgeScope): Promise<readonly string[]> {
	const rows = await db
		.selectFrom('reports')
		.select('image_id')
		.where('image_id', 'is not', null)
		.where('id', 'in', reportIds(db, scope))
		.execute();
	return rows.flatMap(({ image_id: id }) => id ?? []);
}

async function deleteAll(db: Kysely<Database>, scope: PurgeScope, at: Date): Promise<void> {
	const { comments, points } = partsOf(db, scope);
	await db.deleteFrom('incident_comments').where('id', 'in', comments).execute();
	await db.deleteFrom('village_ticks').where('ref', 'in', some(scope.notices)).execute();
	await db.deleteFrom('help_point_reports').where('id', 'in', points).execute();
	await deletePurgedLinks(db, scope, at);
	const images = await imagesOf(db, scope);
	// Receipts of copies, watches and hashes of links go with their reports.
	await db.deleteFrom('reports').where('id', 'in', reportIds(db, scope)).execute();
	for (const id of images) await db.deleteFrom('report_images').where('id', '=', id).execute();
}

function toRow(signed: SignedProtocol): PurgeProtocolsTable {
	const { id, incident, at, document, key, signature } = signed;
	return { id, incident, at: at.getTime(), document, key_id: key, signature };
}

function toProtocol(row: PurgeProtocolsTable): SignedProtocol {
	const { id, incident, document, signature } = row;
	return { id, incident, at: new Date(row.at), document, key: row.key_id, signature };
}
