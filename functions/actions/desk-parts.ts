import type { AuditAction } from '../../src/domain/audit-actions.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Acting } from '../store/desk-log.ts';
import type { DeskWork } from '../store/desk-work.ts';
import type { Items } from '../store/items.ts';
import type { Reports } from '../store/reports.ts';

/** What the moderators' acts need. */
export interface DeskActParts {
	readonly work: DeskWork;
	readonly items: Items;
	readonly reports: Pick<Reports, 'get' | 'ofItem'>;
	readonly audit: Pick<AuditLog, 'append'>;
	/** Teaches the matcher a confirmed wording. */
	readonly learn: (item: string, wording: string) => void;
	/** Takes back what the matcher was taught. */
	readonly unlearn: (item: string, wording: string) => void;
	/** Takes back all that the matcher was taught of an item that is there no more. */
	readonly unlearnItem: (item: string) => void;
	readonly acting: Acting;
}

/** Teaches the matcher all that is said of an item by now. */
export async function learnItem(
	{ items, reports, learn }: Pick<DeskActParts, 'items' | 'reports' | 'learn'>,
	id: string,
): Promise<void> {
	const item = await items.get(id);
	if (item) learn(id, item.claim);
	for (const { content } of await reports.ofItem(id)) learn(id, content);
}

/** Enters what a moderator did. */
export function record(
	{ audit, acting }: Pick<DeskActParts, 'audit' | 'acting'>,
	action: AuditAction,
	subject: string,
	details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
	return audit.append({ at: acting.at, actor: acting.by.id, action, subject, details });
}
