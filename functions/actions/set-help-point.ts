import { randomUUID } from 'node:crypto';
import type { PointState } from '../../src/domain/help-point-report.ts';
import type { AuditLog } from '../store/audit.ts';
import type { HelpPointReports } from '../store/help-point-reports.ts';

export interface SetPointParts {
	readonly reports: HelpPointReports;
	readonly audit: Pick<AuditLog, 'append'>;
}

export interface ByStaff {
	readonly by: { readonly id: string };
	readonly now: Date;
}

/** Staff say how a help point stands; this holds until its keeper's next tap. Without a state, what editors wrote counts again. */
export async function setHelpPoint(
	{ reports, audit }: SetPointParts,
	{
		ref,
		state,
		by,
		now,
	}: ByStaff & { readonly ref: string; readonly state?: PointState | undefined },
): Promise<void> {
	const said = { id: randomUUID(), ref, state, at: now, by: { staff: by.id }, waiting: false };
	await reports.add(said);
	await audit.append({
		at: now,
		actor: by.id,
		action: state ? 'help-point.set' : 'help-point.cleared',
		subject: `help-points/${ref}`,
		details: state ? { state } : {},
	});
}
