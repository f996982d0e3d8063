import type { Kysely } from 'kysely';
import type { Engine } from '../database.ts';
import { up as accounts } from './0000-accounts.ts';
import { up as foundation } from './0001-foundation.ts';
import { up as publishing } from './0002-publishing.ts';
import { up as alerts } from './0003-alerts.ts';
import { up as rumorDesk } from './0004-rumor-desk.ts';
import { up as robotMessages } from './0005-robot-messages.ts';
import { up as emergencyPublications } from './0006-emergency-publications.ts';
import { up as publications } from './0007-publications.ts';
import { up as robotMessageParts } from './0008-robot-message-parts.ts';
import { up as proof } from './0009-proof.ts';
import { up as draftVersions } from './0010-draft-versions.ts';
import { up as capProof } from './0011-cap-proof.ts';
import { up as readerFeedback } from './0012-reader-feedback.ts';
import { up as alertSeverity } from './0013-alert-severity.ts';
import { up as sealedAhead } from './0014-sealed-ahead.ts';
import { up as vapidKeys } from './0015-vapid-keys.ts';
import { up as quietHours } from './0016-quiet-hours.ts';
import { up as alertViews } from './0017-alert-views.ts';
import { up as receiptWatches } from './0018-receipt-watches.ts';
import { up as deskWork } from './0019-desk-work.ts';
import { up as reportIntake } from './0020-report-intake.ts';
import { up as reportLinks } from './0021-report-links.ts';
import { up as signedLinks } from './0022-signed-links.ts';
import { up as exerciseHearers } from './0023-exercise-hearers.ts';
import { up as exercises } from './0024-exercises.ts';
import { up as incidentComments } from './0025-incident-comments.ts';
import { up as purgeProtocols } from './0026-purge-protocols.ts';
import { up as feedbackOwners } from './0027-feedback-owners.ts';
import { up as readinessApprovals } from './0028-readiness-approvals.ts';
import { up as setAside } from './0029-set-aside.ts';
import { up as clocksSince } from './0030-clocks-since.ts';
import { up as suspectComments } from './0031-suspect-comments.ts';
import { up as retention } from './0032-retention.ts';
import { up as oneText } from './0035-one-text.ts';
import { up as keptNoLonger } from './0037-kept-no-longer.ts';
import { up as sessionsByProvider } from './0038-sessions-by-provider.ts';
import { up as atProvider } from './0039-at-provider.ts';

/** A step of the schema's history. Once released it is never edited; a mistake is mended by a further step. */
export interface PortalMigration {
	readonly name: string;
	readonly up: (db: Kysely<unknown>, engine: Engine) => Promise<void>;
}

/** In the order in which they are applied; names sort in the same order. */
export const migrations: readonly PortalMigration[] = [
	{ name: '0000-accounts', up: accounts },
	{ name: '0001-foundation', up: foundation },
	{ name: '0002-publishing', up: publishing },
	{ name: '0003-alerts', up: alerts },
	{ name: '0004-rumor-desk', up: rumorDesk },
	{ name: '0005-robot-messages', up: robotMessages },
	{ name: '0006-emergency-publications', up: emergencyPublications },
	{ name: '0007-publications', up: publications },
	{ name: '0008-robot-message-parts', up: robotMessageParts },
	{ name: '0009-proof', up: proof },
	{ name: '0010-draft-versions', up: draftVersions },
	{ name: '0011-cap-proof', up: capProof },
	{ name: '0012-reader-feedback', up: readerFeedback },
	{ name: '0013-alert-severity', up: alertSeverity },
	{ name: '0014-sealed-ahead', up: sealedAhead },
	{ name: '0015-vapid-keys', up: vapidKeys },
	{ name: '0016-quiet-hours', up: quietHours },
	{ name: '0017-alert-views', up: alertViews },
	{ name: '0018-receipt-watches', up: receiptWatches },
	{ name: '0019-desk-work', up: deskWork },
	{ name: '0020-report-intake', up: reportIntake },
	{ name: '0021-report-links', up: reportLinks },
	{ name: '0022-signed-links', up: signedLinks },
	{ name: '0023-exercise-hearers', up: exerciseHearers },
	{ name: '0024-exercises', up: exercises },
	{ name: '0025-incident-comments', up: incidentComments },
	{ name: '0026-purge-protocols', up: purgeProtocols },
	{ name: '0027-feedback-owners', up: feedbackOwners },
	{ name: '0028-readiness-approvals', up: readinessApprovals },
	{ name: '0029-set-aside', up: setAside },
	{ name: '0030-clocks-since', up: clocksSince },
	{ name: '0031-suspect-comments', up: suspectComments },
	{ name: '0032-retention', up: retention },
	{ name: '0035-one-text', up: oneText },
	{ name: '0037-kept-no-longer', up: keptNoLonger },
	{ name: '0038-sessions-by-provider', up: sessionsByProvider },
	{ name: '0039-at-provider', up: atProvider },
];
