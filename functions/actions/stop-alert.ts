import type { Alerts } from '../store/alerts.ts';
import type { AuditLog } from '../store/audit.ts';

export interface StopAlertParts {
	readonly alerts: Pick<Alerts, 'stop' | 'resume'>;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** A publisher's word on an alert that is on its way. */
export interface StopAlert {
	readonly key: string;
	readonly decision: 'stopped' | 'resumed';
	readonly by: { readonly id: string };
	readonly now: Date;
}

/** Stops an alert that is being sent, or goes on with a stopped one. `false` when it is neither any more. */
export async function stopAlert(
	{ alerts, audit }: StopAlertParts,
	{ key, decision, by, now }: StopAlert,
): Promise<boolean> {
	const isDone = decision === 'stopped' ? await alerts.stop(key) : await alerts.resume(key);
	if (!isDone) return false;
	const event = { actor: by.id, action: `alert.${decision}` as const, subject: key, details: {} };
	await audit.append({ at: now, ...event });
	return true;
}
