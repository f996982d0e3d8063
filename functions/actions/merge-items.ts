import type { ItemMerged } from '../store/item-merges.ts';
import { type DeskActParts, record } from './desk-parts.ts';

interface Seen {
	readonly id: string;
	readonly version: number;
}

/** Makes two items one: all who asked about the first hear what is said about the second. Its wordings teach the matcher. */
export async function mergeTwoItems(
	parts: DeskActParts,
	from: Seen,
	into: Seen,
): Promise<ItemMerged> {
	const merged = await parts.work.merge(parts.acting, from, into);
	if (merged.kind !== 'merged') return merged;
	const source = await parts.items.get(from.id);
	if (source) parts.learn(into.id, source.claim);
	for (const report of await parts.reports.ofItem(into.id))
		if (report.mergedFrom === from.id) parts.learn(into.id, report.content);
	await record(parts, 'item.merged', from.id, { item: into.id, count: merged.reports });
	return merged;
}
