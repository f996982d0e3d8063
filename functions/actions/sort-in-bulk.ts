import { randomUUID } from 'node:crypto';
import { type ReceiptStanding, receiptStanding } from '../../src/domain/receipt-standing.ts';
import type { Risk } from '../../src/domain/report.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { BulkReports } from '../store/bulk-reports.ts';
import type { DeskLocks } from '../store/desk-locks.ts';
import { type DeskActParts, record } from './desk-parts.ts';

/** What is to be done with many at once. */
export type BulkAct =
	| { readonly act: 'spam' | 'trash' }
	/** Lets what was set aside wait again. */
	| { readonly act: 'restore' }
	| { readonly act: 'assign'; readonly to: string | undefined }
	| ((
			| { readonly act: 'group'; readonly item: string }
			| { readonly act: 'open'; readonly claim: Risk & { readonly claim: string } }
	  ) & {
			/** Calls for help among them too: somebody has looked at each, and they are about a claim. */
			readonly calls: boolean;
	  });

export interface Chosen {
	readonly reports: readonly string[];
	readonly items: readonly string[];
}

/** What would happen: how much of what was chosen it concerns, what is left out and why, and what those who asked would see. */
export interface BulkPreview {
	readonly reports: number;
	readonly items: number;
	/** Reports that were not chosen but have the text of one that was. */
	readonly alongside: number;
	/** Somebody else works on them. */
	readonly taken: number;
	/** Grouped, or sorted out, by somebody else meanwhile. */
	readonly gone: number;
	/** Calls for help that are left out: they are looked at one by one. */
	readonly crisis: number;
	/** How many askers' receipts would say what; nothing where receipts stay as they are. */
	readonly receipts: Partial<Readonly<Record<ReceiptStanding['state'], number>>>;
}

export type BulkDone =
	| { readonly kind: 'done'; readonly preview: BulkPreview; readonly item?: string }
	/** What would happen now is not what was shown. */
	| { readonly kind: 'changed'; readonly preview: BulkPreview }
	| { readonly kind: 'no-such-item' };

export interface BulkParts extends DeskActParts {
	readonly bulk: BulkReports;
	readonly locks: Pick<DeskLocks, 'all'>;
	readonly responses: () => readonly PublishedResponse[];
}

interface Plan {
	readonly preview: BulkPreview;
	readonly reports: readonly string[];
	readonly items: readonly string[];
}

/** Says what an act on many would do, and does nothing. */
export async function previewBulk(
	parts: BulkParts,
	chosen: Chosen,
	bulk: BulkAct,
): Promise<BulkPreview | undefined> {
	return (await plan(parts, chosen, bulk))?.preview;
}

/** Does to many at once what was shown, or nothing. It is taken back as a whole. */
export async function sortInBulk(
	parts: BulkParts,
	chosen: Chosen,
	bulk: BulkAct,
	shown: Pick<BulkPreview, 'reports' | 'items'>,
): Promise<BulkDone> {
	const planned = await plan(parts, chosen, bulk);
	if (!planned) return { kind: 'no-such-item' };
	const { preview, reports, items } = planned;
	if (preview.reports !== shown.reports || preview.items !== shown.items)
		return { kind: 'changed', preview };
	if (reports.length + items.length === 0) return { kind: 'changed', preview };
	switch (bulk.act) {
		case 'spam':
		case 'trash': {
			const state = bulk.act === 'trash' ? 'trashed' : 'spam';
			await parts.work.setState(parts.acting, reports, state);
			break;
		}
		case 'restore':
			await parts.work.setState(parts.acting, reports, 'normal');
			break;
		case 'assign':
			await parts.work.assign(parts.acting, { reports, items }, bulk.to);
			break;
		case 'group':
		case 'open':
			return groupAll(parts, planned, bulk);
	}
	await record(parts, `desk.bulk-${bulk.act}`, '', { count: reports.length + items.length });
	return { kind: 'done', preview };
}

async function groupAll(
	parts: BulkParts,
	{ reports, preview }: Plan,
	bulk: BulkAct & { readonly act: 'group' | 'open' },
): Promise<BulkDone> {
	const first = await parts.reports.get(reports[0] ?? '');
	const into =
		bulk.act === 'group'
			? { item: bulk.item }
			: {
					new: {
						...bulk.claim,
						id: randomUUID(),
						state: 'unstarted' as const,
						firstSeenAt: first?.receivedAt ?? parts.acting.at,
					},
				};
	const placed = await parts.work.groupAll(parts.acting, reports, into);
	if (placed.kind === 'no-such-item') return { kind: 'no-such-item' };
	if (placed.kind !== 'grouped') return { kind: 'changed', preview };
	if (bulk.act === 'open') parts.learn(placed.item, bulk.claim.claim);
	for (const { content } of await parts.bulk.contents(reports)) parts.learn(placed.item, content);
	await record(parts, 'desk.bulk-group', placed.item, { count: placed.count });
	return { kind: 'done', preview, item: placed.item };
}

async function plan(parts: BulkParts, chosen: Chosen, bulk: BulkAct): Promise<Plan | undefined> {
	const { acting } = parts;
	const target = bulk.act === 'group' ? await parts.items.get(bulk.item) : undefined;
	if (bulk.act === 'group' && (!target || target.mergedInto)) return undefined;
	const locks = await parts.locks.all(acting.at);
	const others = new Set(
		locks.filter(({ by }) => by.id !== acting.by.id).map(({ subject }) => subject),
	);
	const isFree = (kind: 'report' | 'item') => (id: string) => !others.has(`${kind}/${id}`);
	const there = await stillThere(parts.bulk, chosen.reports, bulk);
	const groups = bulk.act === 'group' || bulk.act === 'open';
	const takesCalls = groups ? bulk.calls : bulk.act === 'assign' || bulk.act === 'restore';
	const sorted = takesCalls ? there : there.filter(({ crisis }) => !crisis);
	const free = sorted.map(({ id }) => id).filter(isFree('report'));
	const alongside = (await goingAlong(parts.bulk, free, bulk)).filter(isFree('report'));
	const reports = [...free, ...alongside];
	const items = bulk.act === 'assign' ? chosen.items.filter(isFree('item')) : [];
	const response = parts.responses().find((each) => each.item === target?.id);
	const { state } = receiptStanding(response, target);
	return {
		reports,
		items,
		preview: {
			reports: reports.length,
			items: items.length,
			alongside: alongside.length,
			taken:
				sorted.length -
				free.length +
				(bulk.act === 'assign' ? chosen.items.length - items.length : 0),
			gone: chosen.reports.length - there.length,
			crisis: there.length - sorted.length,
			receipts: groups ? { [state]: reports.length } : {},
		},
	};
}

/** Those that were not chosen and go with those that were. */
async function goingAlong(
	bulk: BulkReports,
	ids: readonly string[],
	{ act }: BulkAct,
): Promise<readonly string[]> {
	if (act === 'restore') return bulk.spamAlong(ids);
	return act === 'group' || act === 'open' ? bulk.sameText(ids) : [];
}

/** Those that are where the act looks for them: among what was set aside, or among what waits. */
async function stillThere(
	bulk: BulkReports,
	ids: readonly string[],
	{ act }: BulkAct,
): Promise<readonly { readonly id: string; readonly crisis: boolean }[]> {
	if (act !== 'restore') return bulk.waiting(ids);
	return (await bulk.setAside(ids)).map((id) => ({ id, crisis: false }));
}
