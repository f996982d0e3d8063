import { needsSignOff } from '../../src/domain/announcement.ts';
import type { Alerts } from '../store/alerts.ts';
import type { AuditLog } from '../store/audit.ts';
import { type AnnounceParts, beginAlerts } from './announce-release.ts';

/** What became of a publisher's word on a held announcement. */
export type Confirmation = 'announced' | 'dismissed' | 'not-held' | 'needs-sign-off';

/** Announces or dismisses what the rules held back. Red and orange without a valid sign-off alert nobody. */
export async function confirmAnnouncement(
	parts: AnnounceParts & { readonly audit: Pick<AuditLog, 'append'> },
	{
		key,
		decision,
		by,
		now,
	}: {
		key: string;
		decision: 'announced' | 'dismissed';
		by: { id: string; name: string };
		now: Date;
	},
): Promise<Confirmation> {
	const held = (await parts.announcements.held()).find((each) => each.key === key);
	if (!held) return 'not-held';
	if (
		decision === 'announced' &&
		needsSignOff(held.announcement) &&
		!(await parts.isSigned(held.announcement))
	) {
		return 'needs-sign-off';
	}
	const decided = await parts.announcements.decide(key, { state: decision, by: by.id, at: now });
	if (!decided) return 'not-held';
	await parts.audit.append({
		at: now,
		actor: by.id,
		action: `announcement.${decision}`,
		subject: key,
		details: {},
	});
	await resumeAlert(parts, key, now);
	await beginAlerts(parts, now);
	return decision;
}

/** An alert that was under way when the store was restored goes on with what its ledger leaves open. */
async function resumeAlert({ alerts }: { alerts: Alerts }, key: string, now: Date): Promise<void> {
	const alert = await alerts.get(key);
	if (alert?.state === 'held')
		await alerts.begin(alert.announcement, { at: now, deadline: alert.deadline });
}
