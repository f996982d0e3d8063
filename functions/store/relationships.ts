import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Difference } from '../../src/domain/matching/difference.ts';
import type { Telling } from '../../src/domain/matching/telling.ts';
import type { Database } from './database.ts';
import type { Acting } from './desk-log.ts';
import { toTelling } from './same-text.ts';

export interface RelationshipsTable {
	id: string;
	kind: RelationshipKind;
	item_id: string;
	report_id: string | null;
	other_item: string | null;
	score: number | null;
	model: string;
	/** JSON. */
	differences: string;
	said_by: string;
	said_at: number;
	rejected_at: number | null;
}

/** `variant_of`: alike, but another answer is needed, as for the same text about another county. */
export type RelationshipKind = 'suggested_sibling' | 'confirmed_sibling' | 'variant_of';

/** What a moderator said about a suggestion: the same claim, a variant, or not alike (`rejected`). */
export interface Relationship {
	readonly kind: RelationshipKind;
	readonly item: string;
	readonly of: { readonly report: string } | { readonly item: string };
	readonly score?: number | undefined;
	/** The matcher that suggested it. */
	readonly model: string;
	readonly differences: readonly Difference[];
	readonly by: string;
	readonly at: Date;
	readonly rejected: boolean;
}

/** That a report is not about the item it was in. */
export function notLike({ by, at }: Acting, report: string, item: string): Relationship {
	const nothing = { model: '', differences: [] };
	const kind = 'suggested_sibling';
	return { ...nothing, kind, item, of: { report }, by: by.id, at, rejected: true };
}

/** A grouped report that something besides likeness speaks for. */
export interface Evidence extends Telling {
	readonly item: string;
	readonly content: string;
}

export interface Relationships {
	/** Keeps what was said; what was said of the same two before gives way. */
	say(relationship: Relationship): Promise<void>;
	ofItem(item: string): Promise<readonly Relationship[]>;
	/** The items that a moderator said a report, or one of the same text, is not about. */
	rejectedForReport(report: string): Promise<ReadonlySet<string>>;
	/** Grouped reports with the text, a page or the picture of a report, newest first. */
	evidenceFor(report: string): Promise<readonly Evidence[]>;
	/** The items that a moderator said an item is not the same as. */
	rejectedForItem(item: string): Promise<ReadonlySet<string>>;
}

export function relationships(db: Kysely<Database>): Relationships {
	return {
		async say(relationship) {
			const row = toRow(relationship);
			const { id: _, ...said } = row;
			await db
				.insertInto('relationships')
				.values(row)
				.onConflict((conflict) =>
					conflict
						.columns(row.report_id === null ? ['other_item', 'item_id'] : ['report_id', 'item_id'])
						.doUpdateSet(said),
				)
				.execute();
		},
		async ofItem(item) {
			const rows = await db
				.selectFrom('relationships')
				.selectAll()
				.where((where) => where.or([where('item_id', '=', item), where('other_item', '=', item)]))
				.orderBy('said_at', 'desc')
				.limit(200)
				.execute();
			return rows.map(toRelationship);
		},
		async rejectedForReport(report) {
			const rows = await db
				.selectFrom('relationships')
				.innerJoin('reports as said', 'said.id', 'report_id')
				.innerJoin('reports as asked', 'asked.content_hash', 'said.content_hash')
				.select('relationships.item_id')
				.distinct()
				.where('asked.id', '=', report)
				.where('rejected_at', 'is not', null)
				// The same words of another township may well be about the item.
				.where(({ or, eb, ref }) =>
					or([
						eb('asked.area', 'is', null),
						eb('said.area', 'is', null),
						eb('asked.area', '=', ref('said.area')),
					]),
				)
				.execute();
			return new Set(rows.map((row) => row.item_id));
		},
		async evidenceFor(report) {
			const rows = await db
				.selectFrom('reports as known')
				.select(['item_id', 'content', 'area', 'heard_on', 'received_at'])
				.where('item_id', 'is not', null)
				.where('state', '=', 'normal')
				.where('known.id', '!=', report)
				.where('known.id', 'in', withSameEvidence(db, report))
				.orderBy('received_at', 'desc')
				.limit(mostEvidence)
				.execute();
			return rows.map((row) => ({
				...toTelling(row),
				item: row.item_id ?? '',
				content: row.content,
			}));
		},
		async rejectedForItem(item) {
			const rows = await db
				.selectFrom('relationships')
				.select(['item_id', 'other_item'])
				.where('rejected_at', 'is not', null)
				.where('other_item', 'is not', null)
				.where((where) => where.or([where('item_id', '=', item), where('other_item', '=', item)]))
				.execute();
			return new Set(
				rows.map((row) => (row.item_id === item ? (row.other_item ?? '') : row.item_id)),
			);
		},
	};
}

/** What very many have sent is looked at no further. */
const mostEvidence = 50;

/** The reports that have the text, a page or the picture of a report. */
function withSameEvidence(db: Kysely<Database>, report: string) {
	const asked = db.selectFrom('reports as asked').where('asked.id', '=', report);
	return asked
		.innerJoin('reports as same', 'same.content_hash', 'asked.content_hash')
		.select('same.id')
		.union(
			db
				.selectFrom('report_links as asked')
				.innerJoin('report_links as same', 'same.link_hash', 'asked.link_hash')
				.where('asked.report_id', '=', report)
				.select('same.report_id as id'),
		)
		.union(
			asked
				.innerJoin('report_images as mine', 'mine.id', 'asked.image_id')
				.innerJoin('report_images as same', 'same.pixels_hash', 'mine.pixels_hash')
				.innerJoin('reports as shown', 'shown.image_id', 'same.id')
				.select('shown.id'),
		);
}

function toRow(each: Relationship): RelationshipsTable {
	return {
		id: randomUUID(),
		kind: each.kind,
		item_id: each.item,
		report_id: 'report' in each.of ? each.of.report : null,
		other_item: 'item' in each.of ? each.of.item : null,
		score: each.score ?? null,
		model: each.model,
		differences: JSON.stringify(each.differences),
		said_by: each.by,
		said_at: each.at.getTime(),
		rejected_at: each.rejected ? each.at.getTime() : null,
	};
}

function toRelationship(row: Selectable<RelationshipsTable>): Relationship {
	return {
		kind: row.kind,
		item: row.item_id,
		of: row.report_id === null ? { item: row.other_item ?? '' } : { report: row.report_id },
		score: row.score ?? undefined,
		model: row.model,
		// `say` writes only lists of differences.
		differences: JSON.parse(row.differences) as Difference[],
		by: row.said_by,
		at: new Date(Number(row.said_at)),
		rejected: row.rejected_at !== null,
	};
}
