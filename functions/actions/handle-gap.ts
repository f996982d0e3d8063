import type { GapState } from '../../src/domain/reader-feedback.ts';
import type { AuditLog } from '../store/audit.ts';
import type { GapHandlings } from '../store/gap-handlings.ts';

export interface HandleGapParts {
	readonly handlings: Pick<GapHandlings, 'keep'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** Says what became of what a reader missed; `unknown` where it is no longer kept. */
export async function handleGap(
	{ handlings, audit }: HandleGapParts,
	{
		gap,
		state,
		note,
		by,
		now,
	}: {
		readonly gap: string;
		readonly state: GapState;
		readonly note: string;
		readonly by: { readonly id: string };
		readonly now: Date;
	},
): Promise<'kept' | 'unknown'> {
	if (!(await handlings.keep({ gap, state, note, by: by.id, at: now }))) return 'unknown';
	const subject = `page-gaps/${gap}`;
	await audit.append({ at: now, actor: by.id, action: 'gap.handled', subject, details: { state } });
	return 'kept';
}
