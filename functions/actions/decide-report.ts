import type { KeptReport } from '../store/help-point-reports.ts';
import { type ByStaff, type SetPointParts, setHelpPoint } from './set-help-point.ts';

/** Staff decide on a report that waits for them: it is shown as their own word, or refused. */
export async function decideReport(
	{ reports, audit }: SetPointParts,
	{ id, isTaken, by, now }: ByStaff & { readonly id: string; readonly isTaken: boolean },
): Promise<KeptReport | undefined> {
	const report = await reports.answer(id);
	if (!report) return undefined;
	if (isTaken) await setHelpPoint({ reports, audit }, { ...report, by, now });
	else
		await audit.append({
			at: now,
			actor: by.id,
			action: 'help-point.wish-refused',
			subject: `help-points/${report.ref}`,
			details: { state: report.state },
		});
	return report;
}
