import { randomUUID } from 'node:crypto';
import type { Difference } from '../../src/domain/matching/differences.ts';
import type { Risk } from '../../src/domain/report.ts';
import type { Placed } from '../store/desk-work.ts';
import { type DeskActParts, record } from './desk-parts.ts';

/** An item that a report was said to be like, when a moderator decided. */
export interface SeenSuggestion {
	readonly item: string;
	readonly score: number;
	readonly model: string;
	readonly differences: readonly Difference[];
}

/** Puts a report into an item that is there: from the waiting ones, or from the item `from` that it was wrongly put into. */
export async function groupReport(
	parts: DeskActParts,
	report: string,
	item: string,
	{ from, seen = [] }: { readonly from?: string; readonly seen?: readonly SeenSuggestion[] } = {},
): Promise<Placed> {
	const placed = await parts.work.group(parts.acting, report, item, from);
	if (placed.kind !== 'grouped') return placed;
	const chosen = seen.findIndex((each) => each.item === item);
	// What stood above the one that was chosen was passed over; what stood below may not have been read.
	const passed = chosen < 0 ? [] : seen.slice(0, chosen);
	await relate(parts, report, seen.slice(chosen, chosen + 1), 'confirmed_sibling');
	await reject(parts, report, passed);
	await learned(parts, report, placed);
	return placed;
}

/** What a new item begins with. */
export type NewClaim = Risk & {
	readonly claim: string;
	/** The item that it is a variant of: alike, but another answer is needed. */
	readonly variantOf?: string | undefined;
};

/** Makes a report the first of a new item. All suggestions were looked at, and are not made again. */
export async function openItem(
	parts: DeskActParts,
	report: string,
	{ claim, harm, spread, variantOf }: NewClaim,
	seen: readonly SeenSuggestion[] = [],
): Promise<Placed> {
	const found = await parts.reports.get(report);
	if (!found) return { kind: 'no-such-report' };
	const id = randomUUID();
	const item = {
		id,
		claim,
		harm,
		spread,
		state: 'unstarted',
		firstSeenAt: found.receivedAt,
	} as const;
	const act = variantOf === undefined ? 'open' : 'variant';
	const placed = await parts.work.open(parts.acting, report, item, act);
	if (placed.kind !== 'grouped') return placed;
	const like = seen.filter((each) => each.item === variantOf);
	await relate(parts, report, like, 'variant_of');
	if (variantOf !== undefined) await relateItems(parts, id, variantOf, like[0]);
	await reject(
		parts,
		report,
		seen.filter((each) => each.item !== variantOf),
	);
	parts.learn(id, claim);
	await learned(parts, report, placed);
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
	await reject(parts, report, [{ item: was.item, score: 0, model: '', differences: [] }]);
	await record(parts, 'report.ungrouped', report, { item: was.item });
	return { kind: 'waiting' };
}

/** Says that a report is about none of these items. */
export async function reject(
	parts: Pick<DeskActParts, 'relationships' | 'acting'>,
	report: string,
	seen: readonly SeenSuggestion[],
): Promise<void> {
	await relate(parts, report, seen, 'suggested_sibling', true);
}

async function relate(
	{ relationships, acting }: Pick<DeskActParts, 'relationships' | 'acting'>,
	report: string,
	seen: readonly SeenSuggestion[],
	kind: 'confirmed_sibling' | 'variant_of' | 'suggested_sibling',
	rejected = false,
): Promise<void> {
	for (const { item, score, model, differences } of seen)
		await relationships.say({
			kind,
			item,
			of: { report },
			score,
			model,
			differences,
			by: acting.by.id,
			at: acting.at,
			rejected,
		});
}

/** Between items, nothing of what a resident wrote is kept. */
async function relateItems(
	{ relationships, acting }: DeskActParts,
	item: string,
	other: string,
	seen: SeenSuggestion | undefined,
): Promise<void> {
	const said = { score: seen?.score, model: seen?.model ?? '', by: acting.by.id, at: acting.at };
	await relationships.say({
		...said,
		kind: 'variant_of',
		item: other,
		of: { item },
		differences: [],
		rejected: false,
	});
}

async function learned(
	parts: DeskActParts,
	report: string,
	placed: Placed & { readonly kind: 'grouped' },
): Promise<void> {
	const found = await parts.reports.get(report);
	if (found) parts.learn(placed.item, found.content);
	await record(parts, 'report.grouped', report, { item: placed.item, count: placed.count });
}
