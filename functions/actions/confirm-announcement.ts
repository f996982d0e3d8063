import { type Announcement, announcementKey, needsSignOff } from '../../src/domain/announcement.ts';
import type { AuditLog } from '../store/audit.ts';
import { type AnnounceParts, beginAlerts } from './announce-release.ts';

/** What became of a publisher's word on a held announcement. */
export type Confirmation =
	| 'announced'
	| 'dismissed'
	| 'not-held'
	| 'not-current'
	| 'needs-sign-off';

export interface ConfirmParts extends AnnounceParts {
	readonly audit: Pick<AuditLog, 'append'>;
	/** What the live release asks to be announced: the words that go out are the words that are live. */
	readonly liveAnnouncements: () => Promise<readonly Announcement[]>;
}

export interface Decision {
	readonly key: string;
	readonly decision: 'announced' | 'dismissed';
	readonly by: { readonly id: string; readonly name: string };
	readonly now: Date;
}

/** Announces or dismisses what the rules held back. Red and orange without a valid sign-off alert nobody. */
export async function confirmAnnouncement(
	parts: ConfirmParts,
	{ key, decision, by, now }: Decision,
): Promise<Confirmation> {
	const isHeld = (await parts.announcements.held()).some((each) => each.key === key);
	if (!isHeld) return 'not-held';
	const live = (await parts.liveAnnouncements()).find((each) => announcementKey(each) === key);
	if (decision === 'announced') {
		if (!live?.current) return 'not-current';
		if (needsSignOff(live) && !(await parts.isSigned(live))) return 'needs-sign-off';
	}
	const decided = { state: decision, by: by.id, at: now, ...(live ? { announcement: live } : {}) };
	if (!(await parts.announcements.decide(key, decided))) return 'not-held';
	const event = {
		actor: by.id,
		action: `announcement.${decision}` as const,
		subject: key,
		details: {},
	};
	await parts.audit.append({ at: now, ...event });
	if (decision === 'dismissed') await parts.alerts.end(key);
	else await beginAlerts(parts, now);
	return decision;
}
