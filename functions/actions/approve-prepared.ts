import type { Hazard, PreparedKind } from '../../src/domain/readiness.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { wordsHash } from '../readiness-board.ts';
import type { AuditLog } from '../store/audit.ts';
import type { ReadinessApprovals } from '../store/readiness-approvals.ts';

export interface ApproveParts {
	readonly approvals: Pick<ReadinessApprovals, 'keep'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** A publisher has read a text that lies ready, as it is now, and stands behind it. `stale` where it says something else than what was read. */
export async function approvePrepared(
	{ approvals, audit }: ApproveParts,
	{
		hazard,
		kind,
		read,
		settings,
		by,
		now,
	}: {
		readonly hazard: Hazard;
		readonly kind: PreparedKind;
		/** The hash of the words that were read. */
		readonly read: string;
		readonly settings: Settings;
		readonly by: { readonly id: string };
		readonly now: Date;
	},
): Promise<'approved' | 'stale'> {
	const hash = wordsHash(kind, hazard, settings);
	if (hash !== read) return 'stale';
	await approvals.keep({ hazard, kind, wordsHash: hash, by: by.id, at: now });
	const subject = `readiness/${hazard}/${kind}`;
	await audit.append({ at: now, actor: by.id, action: 'readiness.approved', subject, details: {} });
	return 'approved';
}
