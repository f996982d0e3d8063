import { randomUUID } from 'node:crypto';
import type { Risk } from '../../src/domain/report.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Items } from '../store/items.ts';
import type { Reports } from '../store/reports.ts';

export interface GroupingParts {
	readonly reports: Reports;
	readonly items: Items;
	readonly audit: Pick<AuditLog, 'append'>;
	/** Teaches the matcher a confirmed wording. */
	readonly learn: (item: string, wording: string) => void;
	readonly now: Date;
	readonly by: string;
}

export type Grouped =
	| { readonly kind: 'grouped'; readonly item: string }
	| { readonly kind: 'no-such-report' | 'no-such-item' }
	/** Another moderator was quicker. */
	| { readonly kind: 'grouped-already'; readonly item: string };

/** Puts a report into an item that is there. */
export async function groupReport(
	parts: GroupingParts,
	report: string,
	item: string,
): Promise<Grouped> {
	if (!(await parts.items.get(item))) return { kind: 'no-such-item' };
	return put(parts, report, item);
}

/** Makes a report the first of a new item. */
export async function openItem(
	parts: GroupingParts,
	report: string,
	{ claim, harm, spread }: Risk & { readonly claim: string },
): Promise<Grouped> {
	const found = await parts.reports.get(report);
	if (!found) return { kind: 'no-such-report' };
	if (found.item) return { kind: 'grouped-already', item: found.item };
	const id = randomUUID();
	await parts.items.add({
		id,
		claim,
		harm,
		spread,
		state: 'unstarted',
		firstSeenAt: found.receivedAt,
	});
	parts.learn(id, claim);
	return put(parts, report, id);
}

async function put(parts: GroupingParts, report: string, item: string): Promise<Grouped> {
	const found = await parts.reports.get(report);
	if (!found) return { kind: 'no-such-report' };
	if (found.item && found.item !== item) return { kind: 'grouped-already', item: found.item };
	await parts.reports.group(report, item);
	parts.learn(item, found.content);
	await parts.audit.append({
		at: parts.now,
		actor: parts.by,
		action: 'report.grouped',
		subject: report,
		details: { item },
	});
	return { kind: 'grouped', item };
}
