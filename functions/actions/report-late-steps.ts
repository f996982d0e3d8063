import { wasEverLate } from '../../src/domain/publication-steps.ts';
import type { Logger } from '../log.ts';
import { type PublicationRowsParts, publicationRows } from '../publication-rows.ts';
import type { LateSteps } from '../store/late-steps.ts';

/** Every step has its limit well before; whoever restarts the portal later has other worries. */
const reportedWithinMs = 30 * 60_000;
const mostPublications = 100;

/** Reports, once each, the steps of publications that are late, or were. */
export async function reportLateSteps(
	parts: PublicationRowsParts & {
		readonly lateSteps: LateSteps;
		readonly log: Pick<Logger, 'error'>;
	},
): Promise<void> {
	const since = new Date(parts.now().getTime() - reportedWithinMs);
	for (const { publication, steps } of await publicationRows(parts, mostPublications, { since })) {
		const { collection, ref, commit } = publication;
		for (const { step, state, detail } of steps.filter(wasEverLate)) {
			if (!(await parts.lateSteps.report(commit, step))) continue;
			const about = { subject: `${collection}/${ref}`, commit, step, state };
			parts.log.error('a step of a publication is late', { ...about, ...(detail && { detail }) });
		}
	}
}
