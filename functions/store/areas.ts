import { alertViews } from './alert-views.ts';
import { alerts } from './alerts.ts';
import { announcementRecords } from './announcements.ts';
import { auditLog } from './audit.ts';
import { doorAnswers } from './door-answers.ts';
import { drafts } from './drafts.ts';
import { emergencyPublications } from './emergency-publications.ts';
import { items } from './items.ts';
import { keyedValues } from './keyed-values.ts';
import { lateSteps } from './late-steps.ts';
import { preparedKeys } from './prepared-keys.ts';
import { publications } from './publications.ts';
import { pushOrigins } from './push-origins.ts';
import { readerFeedback } from './reader-feedback.ts';
import { receiptWatches } from './receipt-watches.ts';
import { releaseRecords } from './releases.ts';
import { reportImages } from './report-images.ts';
import { reports } from './reports.ts';
import { robotMessages } from './robot-messages.ts';
import { signOffs } from './sign-offs.ts';
import type { Store } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { vapidKeyStore } from './vapid-keys.ts';

/** Everything the portal remembers, by what it is about. */
export type StoreAreas = ReturnType<typeof storeAreas>;

export function storeAreas({ db, engine }: Store) {
	return {
		alerts: alerts(db, engine),
		alertViews: alertViews(db),
		announcements: announcementRecords(db),
		audit: auditLog(db),
		doorAnswers: doorAnswers(db),
		drafts: drafts(db),
		emergencies: emergencyPublications(db),
		items: items(db),
		lateSteps: lateSteps(db),
		preparedKeys: preparedKeys(db),
		publications: publications(db),
		pushOrigins: pushOrigins(db),
		feedback: readerFeedback(db),
		receiptWatches: receiptWatches(db),
		releases: releaseRecords(db),
		reportImages: reportImages(db),
		reports: reports(db),
		robotMessages: robotMessages(db),
		signOffs: signOffs(db),
		subscriptions: subscriptions(db),
		values: keyedValues(db),
		vapidKeys: vapidKeyStore(db),
	};
}
