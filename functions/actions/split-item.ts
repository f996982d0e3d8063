import { randomUUID } from 'node:crypto';
import type { Risk } from '../../src/domain/report.ts';
import type { ItemSplit } from '../store/item-merges.ts';
import { notLike } from '../store/relationships.ts';
import { type DeskActParts, learnItem, record } from './desk-parts.ts';

/** Takes reports that are about something else out of an item, into a new one. */
export async function splitOff(
	parts: DeskActParts,
	from: string,
	ids: readonly string[],
	claim: Risk & { readonly claim: string },
): Promise<ItemSplit> {
	const id = randomUUID();
	const reports = await Promise.all(ids.map((each) => parts.reports.get(each)));
	const seen = reports.filter((each) => each !== undefined);
	const times = seen.map(({ receivedAt }) => receivedAt.getTime());
	const firstSeenAt = times.length > 0 ? new Date(Math.min(...times)) : parts.acting.at;
	const item = { ...claim, id, state: 'unstarted', firstSeenAt } as const;
	const said = seen.map((report) => notLike(parts.acting, report.id, from));
	const split = await parts.work.split(parts.acting, from, ids, item, said);
	if (split.kind !== 'split') return split;
	parts.learn(id, claim.claim);
	for (const report of await parts.reports.ofItem(id)) {
		parts.unlearn(from, report.content);
		parts.learn(id, report.content);
	}
	// The same words about another area stay with the item.
	await learnItem(parts, from);
	await record(parts, 'item.split', from, { item: id, count: split.reports });
	return split;
}
