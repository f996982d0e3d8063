import { alertViews } from './alert-views.ts';
import { alerts } from './alerts.ts';
import { announcementRecords } from './announcements.ts';
import { auditLog } from './audit.ts';
import { bulkReports } from './bulk-reports.ts';
import { askersOfClosedItems } from './closed-items.ts';
import { deskChanges } from './desk-changes.ts';
import { deskFigureSource } from './desk-figures.ts';
import { deskLocks } from './desk-locks.ts';
import { deskLog } from './desk-log.ts';
import { deskWork } from './desk-work.ts';
import { doorAnswers } from './door-answers.ts';
import { drafts } from './drafts.ts';
import { emergencyPublications } from './emergency-publications.ts';
import { endedAccess } from './ended-access.ts';
import { exerciseHearers } from './exercise-hearers.ts';
import { exercises } from './exercises.ts';
import { helpPointReports } from './help-point-reports.ts';
import { incidentComments } from './incident-comments.ts';
import { incidentPurges } from './incident-purges.ts';
import { itemEvidence } from './item-evidence.ts';
import { items } from './items.ts';
import { keyedValues } from './keyed-values.ts';
import { lateSteps } from './late-steps.ts';
import { preparedKeys } from './prepared-keys.ts';
import { publications } from './publications.ts';
import { pushOrigins } from './push-origins.ts';
import { readerFeedback } from './reader-feedback.ts';
import { readinessApprovals } from './readiness-approvals.ts';
import { receiptWatches } from './receipt-watches.ts';
import { refusedSubscriptions } from './refused-subscriptions.ts';
import { relationships } from './relationships.ts';
import { releaseRecords } from './releases.ts';
import { reportImages } from './report-images.ts';
import { reportLinks } from './report-links.ts';
import { reports } from './reports.ts';
import { robotMessages } from './robot-messages.ts';
import { savedReplies } from './saved-replies.ts';
import { setAside } from './set-aside.ts';
import { signOffs } from './sign-offs.ts';
import { signedLinks } from './signed-links.ts';
import type { Store } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { traces } from './traces.ts';
import { vapidKeyStore } from './vapid-keys.ts';
import { villageTicks } from './village-ticks.ts';

/** Everything the portal remembers, by what it is about. */
export type StoreAreas = ReturnType<typeof storeAreas>;

export function storeAreas({ db, engine }: Store) {
	return {
		alerts: alerts(db, engine),
		alertViews: alertViews(db),
		announcements: announcementRecords(db),
		audit: auditLog(db),
		askersOfClosed: (now: Date) => askersOfClosedItems(db, now),
		bulkReports: bulkReports(db),
		deskChanges: deskChanges(db, engine),
		deskFigures: (since: Date) => deskFigureSource(db, since),
		deskLocks: deskLocks(db),
		deskLog: deskLog(db),
		deskWork: deskWork(db),
		doorAnswers: doorAnswers(db),
		drafts: drafts(db),
		emergencies: emergencyPublications(db),
		endedAccess: endedAccess(db),
		evidence: itemEvidence(db),
		exerciseHearers: exerciseHearers(db),
		exercises: exercises(db),
		helpPointReports: helpPointReports(db),
		incidentComments: incidentComments(db),
		incidentPurges: incidentPurges(db),
		items: items(db),
		lateSteps: lateSteps(db),
		preparedKeys: preparedKeys(db),
		publications: publications(db),
		pushOrigins: pushOrigins(db),
		feedback: readerFeedback(db),
		readinessApprovals: readinessApprovals(db),
		receiptWatches: receiptWatches(db),
		relationships: relationships(db),
		releases: releaseRecords(db),
		reportImages: reportImages(db),
		reportLinks: reportLinks(db),
		reports: reports(db),
		robotMessages: robotMessages(db),
		savedReplies: savedReplies(db),
		setAside: setAside(db),
		signedLinks: signedLinks(db),
		signOffs: signOffs(db),
		subscriptions: subscriptions(db),
		refusedSubscriptions: refusedSubscriptions(db),
		traces: traces(db, engine),
		values: keyedValues(db),
		vapidKeys: vapidKeyStore(db),
		villageTicks: villageTicks(db),
	};
}
