import { isPublishedText } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';
import type { AuditLog } from '../store/audit.ts';
import type { EmergencyPublications } from '../store/emergency-publications.ts';

/** Reports, once each, the emergency publications whose second signature is late. A text that another has replaced needs none. */
export async function reportOverdueSignatures(
	{
		emergencies,
		repository,
		audit,
		log,
	}: {
		readonly emergencies: EmergencyPublications;
		readonly repository: Repository;
		readonly audit: Pick<AuditLog, 'append'>;
		readonly log: Pick<Logger, 'error'>;
	},
	now: Date,
): Promise<void> {
	for (const { collection, ref, hash, by, due, overdueReported } of await emergencies.waiting()) {
		if (overdueReported || due > now) continue;
		const isReplaced =
			collection !== 'settings' && !(await isPublishedText(repository, { collection, ref, hash }));
		if (isReplaced) {
			await emergencies.end({ collection, ref, hash });
			continue;
		}
		if (!(await emergencies.reportOverdue({ collection, ref, hash }))) continue;
		const subject = `${collection}/${ref}`;
		const event = { actor: by.id, action: 'entry.second-signature-overdue' as const, subject };
		await audit.append({ at: now, ...event, details: { hash, due: due.toISOString() } });
		log.error('a second signature is overdue', { subject, due: due.toISOString() });
	}
}
