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
	| { readonly kind: 'grouped-already'; readonly item?: string | undefined };

/** Puts a report into an item that is there: from the waiting ones, or from the item `from` that it was wrongly put into. */
export async function groupReport(
	parts: GroupingParts,
	report: string,
	item: string,
	from?: string,
): Promise<Grouped> {
	if (!(await parts.items.get(item))) return { kind: 'no-such-item' };
	const outcome = await parts.reports.group(report, item, from);
	return outcome.kind === 'grouped' ? learned(parts, report, item) : outcome;
}

/** Makes a report the first of a new item. */
export async function openItem(
	parts: GroupingParts,
	report: string,
	{ claim, harm, spread }: Risk & { readonly claim: string },
): Promise<Grouped> {
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
	const outcome = await parts.reports.open(report, item);
	if (outcome.kind !== 'grouped') return outcome;
	parts.learn(id, claim);
	return learned(parts, report, id);
}

/** Takes a report out of its item; it waits to be grouped again. */
export async function ungroupReport(
	{ reports, audit, now, by }: Pick<GroupingParts, 'reports' | 'audit' | 'now' | 'by'>,
	report: string,
): Promise<{ readonly kind: 'waiting' | 'no-such-report' }> {
	const was = await reports.ungroup(report);
	if (!was) return { kind: 'no-such-report' };
	const details = { item: was.item };
	if (was.item)
		await audit.append({
			at: now,
			actor: by,
			action: 'report.ungrouped',
			subject: report,
			details,
		});
	return { kind: 'waiting' };
}

async function learned(parts: GroupingParts, report: string, item: string): Promise<Grouped> {
	const found = await parts.reports.get(report);
	if (found) parts.learn(item, found.content);
	await parts.audit.append({
		at: parts.now,
		actor: parts.by,
		action: 'report.grouped',
		subject: report,
		details: { item },
	});
	return { kind: 'grouped', item };
}
