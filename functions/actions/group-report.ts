import { randomUUID } from 'node:crypto';
import type { Difference } from '../../src/domain/matching/difference.ts';
import type { Risk } from '../../src/domain/report.ts';
import type { Placed } from '../store/desk-work.ts';
import type { Relationship, RelationshipKind } from '../store/relationships.ts';
import { type DeskActParts, record } from './desk-parts.ts';

/** An item that a report was said to be like, when a moderator decided. */
export interface SeenSuggestion {
	readonly item: string;
	readonly score: number;
	readonly model: string;
	readonly differences: readonly Difference[];
}

/** What a moderator had before them: what was offered, best first, and the reports that stood as one line with the one. */
export interface Decided {
	readonly seen?: readonly SeenSuggestion[];
	readonly along?: readonly string[];
}

/**
 * Puts a report into an item that is there: from the waiting ones, or from the item `from` that it was wrongly put into.
 */
export async function groupReport(
	parts: DeskActParts,
	report: string,
	item: string,
	{ from, seen = [], along = [] }: Decided & { readonly from?: string } = {},
): Promise<Placed> {
	const chosen = seen.findIndex((each) => each.item === item);
	// What stood above the one that was chosen was passed over; what stood below may not have been read.
	// Who looked for an item that was not offered has passed over all.
	const passed = chosen < 0 ? seen : seen.slice(0, chosen);
	const said = [
		...sayings(
			parts,
			report,
			chosen < 0 ? [] : seen.slice(chosen, chosen + 1),
			'confirmed_sibling',
		),
		...rejections(parts, report, passed),
	];
	const placed = await parts.work.group(parts.acting, report, item, { from, said, along });
	if (placed.kind === 'grouped') await learned(parts, [report, ...along], placed);
	return placed;
}

/** What a new item begins with. */
export type NewClaim = Risk & {
	readonly claim: string;
	/** The item that it is a variant of: alike, but another answer is needed. */
	readonly variantOf?: string | undefined;
};

/** Makes a report the first of a new item. All that was offered was looked at, and is not offered again. */
export async function openItem(
	parts: DeskActParts,
	report: string,
	{ claim, harm, spread, variantOf }: NewClaim,
	{ seen = [], along = [] }: Decided = {},
): Promise<Placed> {
	const found = await parts.reports.get(report);
	if (!found) return { kind: 'no-such-report' };
	if (variantOf !== undefined && !(await parts.items.get(variantOf)))
		return { kind: 'no-such-item' };
	const id = randomUUID();
	const item = {
		id,
		claim,
		harm,
		spread,
		state: 'unstarted',
		firstSeenAt: found.receivedAt,
	} as const;
	const like = seen.filter((each) => each.item === variantOf);
	const unlike = seen.filter((each) => each.item !== variantOf);
	const said = [
		...sayings(parts, report, like, 'variant_of'),
		...(variantOf === undefined ? [] : [variantItems(parts, id, variantOf, like[0])]),
		...rejections(parts, report, unlike),
	];
	const act = variantOf === undefined ? 'open' : 'variant';
	const placed = await parts.work.open(parts.acting, report, item, act, { said, along });
	if (placed.kind !== 'grouped') return placed;
	parts.learn(id, claim);
	await learned(parts, [report, ...along], placed);
	return placed;
}

/** Takes a report out of its item; it waits to be grouped again, and that item is not suggested for it again. */
export async function ungroupReport(
	parts: DeskActParts,
	report: string,
): Promise<{ readonly kind: 'waiting' | 'no-such-report' }> {
	const was = await parts.work.ungroup(parts.acting, report);
	if (!was) return { kind: 'no-such-report' };
	if (was.item === undefined) return { kind: 'waiting' };
	const found = await parts.reports.get(report);
	if (found) parts.unlearn(was.item, found.content);
	await record(parts, 'report.ungrouped', report, { item: was.item });
	return { kind: 'waiting' };
}

/** Says that a report is about none of these items. */
export async function rejectSuggestions(
	parts: Pick<DeskActParts, 'work' | 'audit' | 'acting'>,
	report: string,
	seen: readonly SeenSuggestion[],
): Promise<void> {
	await parts.work.say(parts.acting, rejections(parts, report, seen));
	for (const { item } of seen) await record(parts, 'report.rejected', report, { item });
}

function rejections(
	parts: Pick<DeskActParts, 'acting'>,
	report: string,
	seen: readonly SeenSuggestion[],
): readonly Relationship[] {
	return sayings(parts, report, seen, 'suggested_sibling', true);
}

function sayings(
	{ acting }: Pick<DeskActParts, 'acting'>,
	report: string,
	seen: readonly SeenSuggestion[],
	kind: RelationshipKind,
	rejected = false,
): readonly Relationship[] {
	const said = { kind, of: { report }, by: acting.by.id, at: acting.at, rejected };
	return seen.map(({ item, score, model, differences }) => ({
		...said,
		item,
		score,
		model,
		differences,
	}));
}

/** Between items, nothing of what a resident wrote is kept. */
function variantItems(
	{ acting }: Pick<DeskActParts, 'acting'>,
	item: string,
	other: string,
	seen: SeenSuggestion | undefined,
): Relationship {
	return {
		kind: 'variant_of',
		item: other,
		of: { item },
		score: seen?.score,
		model: seen?.model ?? '',
		differences: [],
		by: acting.by.id,
		at: acting.at,
		rejected: false,
	};
}

async function learned(
	parts: DeskActParts,
	ids: readonly string[],
	placed: Placed & { readonly kind: 'grouped' },
): Promise<void> {
	for (const id of ids) {
		const found = await parts.reports.get(id);
		if (found?.item === placed.item) parts.learn(placed.item, found.content);
	}
	await record(parts, 'report.grouped', ids[0] ?? '', { item: placed.item, count: placed.count });
}
