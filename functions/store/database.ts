import type { AlertBatchesTable } from './alert-batches.ts';
import type { AlertViewsTable } from './alert-views.ts';
import type { AlertsTable } from './alerts.ts';
import type { AnnouncementsTable } from './announcements.ts';
import type { AuditEntriesTable, AuditHeadTable } from './audit.ts';
import type { DeskHeadTable } from './desk-changes.ts';
import type { DeskLocksTable } from './desk-locks.ts';
import type { DeskLogItemsTable, DeskLogTable } from './desk-log.ts';
import type { DoorAnswersTable } from './door-answers.ts';
import type { DraftsTable, NotesTable } from './drafts.ts';
import type { EmergencyPublicationsTable } from './emergency-publications.ts';
import type { EndedDraftsTable } from './ended-drafts.ts';
import type { ExerciseEntriesTable, ExerciseInjectsTable, ExercisesTable } from './exercises.ts';
import type { GapHandlingsTable } from './gap-handlings.ts';
import type { HelpPointReportsTable } from './help-point-reports.ts';
import type { IncidentCommentsTable } from './incident-comments.ts';
import type { PurgeProtocolsTable } from './incident-purges.ts';
import type { InvitationsTable } from './invitations.ts';
import type { ItemEvidenceTable } from './item-evidence.ts';
import type { ItemsTable } from './items.ts';
import type { KeyedValuesTable } from './keyed-values.ts';
import type { LateStepsTable } from './late-steps.ts';
import type { LocksTable } from './locks.ts';
import type { PreparedKeysTable } from './prepared-keys.ts';
import type { PublicationsTable } from './publications.ts';
import type { PushOriginsTable } from './push-origins.ts';
import type { MissedSearchesTable, PageAnswersTable, PageGapsTable } from './reader-feedback.ts';
import type { ReadinessApprovalsTable } from './readiness-approvals.ts';
import type { ReceiptWatchesTable } from './receipt-watches.ts';
import type { RelationshipsTable } from './relationships.ts';
import type { ReleasePinTable, ReleasesTable } from './releases.ts';
import type { ReportCopiesTable } from './report-copies.ts';
import type { ReportImagesTable } from './report-images.ts';
import type { ReportLinksTable } from './report-links.ts';
import type { ReportsTable } from './reports.ts';
import type { RobotMessagesTable } from './robot-messages.ts';
import type { SavedRepliesTable } from './saved-replies.ts';
import type { SignOffsTable } from './sign-offs.ts';
import type { SignedLinksTable } from './signed-links.ts';
import type { SpentTokensTable } from './spent-tokens.ts';
import type { StaffBodiesTable } from './staff-bodies.ts';
import type {
	AccountTable,
	SessionTable,
	TwoFactorTable,
	UserTable,
	VerificationTable,
} from './staff-tables.ts';
import type { SubscriptionsTable } from './subscriptions.ts';
import type { VapidKeysTable } from './vapid-keys.ts';
import type { VillageTicksTable } from './village-ticks.ts';

export type Engine = 'sqlite' | 'postgres';

/** The tables of the store. Each area file owns the shape of its own; instants are epoch milliseconds. */
export interface Database {
	account: AccountTable;
	alert_batches: AlertBatchesTable;
	alert_views: AlertViewsTable;
	alerts: AlertsTable;
	announcements: AnnouncementsTable;
	audit_entries: AuditEntriesTable;
	audit_head: AuditHeadTable;
	desk_head: DeskHeadTable;
	desk_locks: DeskLocksTable;
	desk_log: DeskLogTable;
	desk_log_items: DeskLogItemsTable;
	door_answers: DoorAnswersTable;
	drafts: DraftsTable;
	ended_drafts: EndedDraftsTable;
	emergency_publications: EmergencyPublicationsTable;
	exercise_entries: ExerciseEntriesTable;
	exercise_injects: ExerciseInjectsTable;
	exercises: ExercisesTable;
	gap_handlings: GapHandlingsTable;
	help_point_reports: HelpPointReportsTable;
	incident_comments: IncidentCommentsTable;
	invitations: InvitationsTable;
	item_evidence: ItemEvidenceTable;
	items: ItemsTable;
	keyed_values: KeyedValuesTable;
	late_steps: LateStepsTable;
	locks: LocksTable;
	missed_searches: MissedSearchesTable;
	notes: NotesTable;
	page_answers: PageAnswersTable;
	page_gaps: PageGapsTable;
	prepared_keys: PreparedKeysTable;
	publications: PublicationsTable;
	purge_protocols: PurgeProtocolsTable;
	push_origins: PushOriginsTable;
	readiness_approvals: ReadinessApprovalsTable;
	receipt_watches: ReceiptWatchesTable;
	relationships: RelationshipsTable;
	release_pin: ReleasePinTable;
	releases: ReleasesTable;
	report_copies: ReportCopiesTable;
	report_images: ReportImagesTable;
	report_links: ReportLinksTable;
	reports: ReportsTable;
	robot_messages: RobotMessagesTable;
	saved_replies: SavedRepliesTable;
	session: SessionTable;
	sign_offs: SignOffsTable;
	signed_links: SignedLinksTable;
	spent_tokens: SpentTokensTable;
	staff_bodies: StaffBodiesTable;
	subscriptions: SubscriptionsTable;
	twoFactor: TwoFactorTable;
	user: UserTable;
	vapid_keys: VapidKeysTable;
	verification: VerificationTable;
	village_ticks: VillageTicksTable;
}
