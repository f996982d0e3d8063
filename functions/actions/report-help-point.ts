import {
	isShownAtOnce,
	type PointNote,
	type PointState,
} from '../../src/domain/help-point-report.ts';
import type { SignedLink } from '../../src/domain/signed-link.ts';
import { hour } from '../../src/domain/time.ts';
import type { HelpPointReports } from '../store/help-point-reports.ts';

/** What a keeper taps. */
export interface PointTap {
	readonly link: SignedLink;
	/** Chosen by the form, so that what is sent twice is one report. */
	readonly id: string;
	readonly state: PointState;
	readonly note?: PointNote | undefined;
	readonly now: Date;
}

/** Takes a keeper's word on a help point: shown at once, or kept for staff to decide where it says more than a keeper may. */
export async function reportHelpPoint(
	{ reports }: { readonly reports: HelpPointReports },
	{ link, id, state, note, now }: PointTap,
): Promise<'shown' | 'waiting' | 'known'> {
	const changes = await reports.countOf(link.id, new Date(now.getTime() - hour));
	const waiting = !isShownAtOnce(state, changes);
	const isNew = await reports.add({
		id: `${link.id}.${id}`,
		ref: link.subject,
		state,
		note,
		at: now,
		by: { link: link.id },
		waiting,
	});
	if (!isNew) return 'known';
	return waiting ? 'waiting' : 'shown';
}
