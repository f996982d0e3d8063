import type { Database } from './database.ts';

/** Why a table is kept, for how long, and which of its fields say something of a person. Fields are named as in the schema. */
export interface DataUse {
	readonly purpose: string;
	readonly kept: string;
	/** The job that deletes it, where it has a period. `retention-jobs.test.ts` proves it of each. */
	readonly endedBy?: string | undefined;
	/** Fields that are about a person, or could lead to one. */
	readonly personal: readonly string[];
	/** Fields that tell nothing of anybody. */
	readonly other: readonly string[];
}

const withReport = 'with the report: 90 days, 30 where it looks like a flood or advertising';
const forever = 'not deleted: it holds nothing of residents';
const withContent = 'with the content that it is about';

function use(
	purpose: string,
	kept: string,
	personal: string,
	other: string,
	endedBy?: string,
): DataUse {
	const fields = (names: string) => names.split(' ').filter(Boolean);
	return { purpose, kept, endedBy, personal: fields(personal), other: fields(other) };
}

/** From each stored field to its purpose and its end. A test holds it to the schema; `docs/privacy.md` tells the same to people. */
export const dataMap: Readonly<Record<keyof Database, DataUse>> = {
	reports: use(
		'to answer what residents ask',
		'90 days; 30 where it looks like a flood or advertising',
		'receipt_hash submission content asker area heard_on language crisis',
		'id received_at channel content_hash state item_id delete_after merged_from assignee changed standing intake copies image_id',
		'forget-reports',
	),
	report_copies: use(
		'to give a receipt for a text that very many send',
		withReport,
		'receipt_hash submission',
		'report_id',
		'forget-reports',
	),
	report_images: use(
		'to check what a screenshot shows',
		'14 days, or with its report',
		'id pixels_hash',
		'width height delete_after',
		'forget-reports',
	),
	report_links: use(
		'to answer together who asks about one page',
		withReport,
		'',
		'link_hash report_id',
		'forget-reports',
	),
	receipt_watches: use(
		'to tell who asked when there is an answer',
		'until it is ended, with the report at the latest',
		'browser_id endpoint p256dh auth language',
		'report_id origin vapid_key told attempts due_at',
		'forget-reports',
	),
	spent_tokens: use(
		'so that a proof of work or a link counts once',
		'until it would end by itself',
		'',
		'token_hash expires_at',
		'forget-access',
	),
	relationships: use(
		'to remember what moderators said is alike',
		withReport,
		'said_by',
		'id kind item_id report_id other_item score model differences said_at rejected_at',
		'forget-reports',
	),
	items: use(
		'the claims that are answered',
		forever,
		'assignee',
		'id claim state harm spread next_update_at referred_to draft_ref version first_seen_at first_answered_at merged_into waits_for waits_since closed_at reopened_at reopened_over clocks_since removed_at paused_ms changed',
	),
	item_evidence: use(
		'what an answer rests on',
		'with the item',
		'who added_by',
		'id item_id what day url image_id added_at removed_at',
	),
	desk_log: use(
		'to take acts back, and to see who did what',
		'three years',
		'staff_id staff_name undone_by',
		'id at act details effect undone_at',
		'forget-desk-log',
	),
	desk_log_items: use(
		'which claims an act was about',
		'with the act: three years',
		'',
		'entry_id item_id',
		'forget-desk-log',
	),
	desk_locks: use(
		'so that two moderators do not work on one thing',
		'until it is given back, minutes at most',
		'staff_id staff_name',
		'subject until changed',
		'forget-locks',
	),
	desk_head: use('which change of the desk was the last', forever, '', 'id sequence'),
	saved_replies: use(
		'what moderators say again and again',
		forever,
		'changed_by',
		'id purpose title_zh title_en text_zh text_en version changed_at removed_at',
	),
	door_answers: use(
		'to see which answers are looked for',
		'180 days',
		'',
		'item_id day language count',
		'forget-reports',
	),
	page_answers: use(
		'to see which pages are enough',
		'180 days',
		'',
		'day path answer count',
		'forget-feedback',
	),
	page_gaps: use('to add what readers miss', '180 days', 'text', 'id day path', 'forget-feedback'),
	gap_handlings: use(
		'to see what was done about what readers miss',
		'with what was written: 180 days',
		'note staff_id',
		'gap_id state at',
		'forget-feedback',
	),
	staff_bodies: use(
		'to show a member of staff first what their body answers for',
		'until they choose otherwise',
		'staff_id',
		'body',
	),
	readiness_approvals: use(
		'so that somebody stands behind each text that lies ready',
		'until the next approval of that text',
		'approved_by',
		'hazard kind words_hash approved_at',
	),
	incident_comments: use(
		'to do better next time',
		'a year, or until the data of the incident are deleted',
		'content crisis language',
		'id incident received_at suspect delete_after',
		'forget-comments',
	),
	purge_protocols: use(
		'to prove that personal data were deleted',
		forever,
		'',
		'id incident at document key_id signature',
	),
	missed_searches: use(
		'to add what is searched in vain',
		'180 days',
		'words',
		'day language count',
		'forget-feedback',
	),
	subscriptions: use(
		'to send alerts to whoever asked for them',
		'until it is ended, its push service says that it is gone, or the service refused alert after alert to it for 180 days (forget-refused-subscriptions); where it hears of exercises alone, until its leave ends: 180 days for staff',
		'id endpoint p256dh auth language topics areas least_severity quiet_from quiet_until hears_public exercise_by exercise_until',
		'seq origin created_at renewed_at vapid_key',
		'forget-exercise-hearers',
	),
	prepared_keys: use(
		'so that alerts leave without delay',
		'until the next message',
		'seq pair',
		'',
	),
	push_origins: use(
		'to leave a push service alone that asks for it',
		'until nobody has a subscription there',
		'',
		'origin refused_at status paused_until',
	),
	vapid_keys: use(
		'to identify the portal to push services',
		'a week after its last subscription',
		'',
		'id public_key private_key created_at',
		'forget-vapid-keys',
	),
	alerts: use(
		'to send an alert, once',
		forever,
		'',
		'key announcement state at deadline queued_at cut_after_seq urgency totals',
	),
	alert_batches: use(
		'to account for every message, and to tell the end to whoever was told the beginning',
		'180 days; the totals of each alert stay',
		'masks',
		'alert_key number state due_at attempts origin first_delivered_at last_delivered_at first_seq last_seq not_before',
		'forget-deliveries',
	),
	alert_views: use(
		'to know whether alerts are read, where a county counts',
		'180 days',
		'',
		'alert_key day what count',
		'forget-feedback',
	),
	announcements: use(
		'so that nothing is announced twice',
		forever,
		'decided_by',
		'key state reason announcement release_number at',
	),
	robot_messages: use(
		'to tell group robots and other systems, once',
		'180 days',
		'',
		'key robot announcement state attempts due_at error parts_sent queued_at delivered_at',
		'forget-deliveries',
	),
	signed_links: use(
		'so that a village or shop reports without an account',
		'a year after it ended',
		'post contact made_by',
		'id hash kind subject made_at expires_at revoked_at',
		'forget-links',
	),
	village_ticks: use(
		'to see which villages have done what',
		'a year',
		'link_id',
		'id ref what count exercise at received_at undone_at',
		'forget-links',
	),
	exercises: use(
		'to learn from an exercise and to compare it with the next',
		forever,
		'started_by notes',
		'id scenario started_at ended_at report cleared_at',
	),
	exercise_injects: use(
		'to time what was done in an exercise',
		forever,
		'',
		'exercise_id inject delivered_at',
	),
	exercise_entries: use(
		'to know what was written for an exercise',
		'until staff delete what the exercise left',
		'made_by',
		'exercise_id collection ref lifecycle inject made_at',
	),
	help_point_reports: use(
		'to show how a help point stands',
		'30 days; the newest as long as it is shown',
		'link_id staff_id',
		'id ref state note at waiting undone_at',
		'forget-links',
	),
	user: use(
		'staff sign in',
		'the account is disabled, not deleted',
		'id name email emailVerified image role banned banReason banExpires twoFactorEnabled',
		'createdAt updatedAt',
	),
	account: use(
		'staff sign in',
		'with the account',
		'accountId userId accessToken refreshToken idToken password',
		'id providerId accessTokenExpiresAt refreshTokenExpiresAt scope createdAt updatedAt',
	),
	session: use(
		'staff stay signed in',
		'12 hours without use',
		'token userId ipAddress userAgent impersonatedBy atProvider',
		'id expiresAt createdAt updatedAt',
		'forget-access',
	),
	twoFactor: use(
		'the second factor of staff',
		'with the account',
		'secret backupCodes userId',
		'id verified failedVerificationCount lockedUntil',
	),
	verification: use(
		'one-time steps of a sign-in',
		'minutes; a trusted device 30 days',
		'value',
		'id identifier expiresAt createdAt updatedAt',
		'forget-access',
	),
	invitations: use(
		'to make an account or a new password',
		'until it is used or ends',
		'subject',
		'token_hash purpose roles expires_at',
		'forget-access',
	),
	audit_entries: use(
		'to be able to tell later who did what',
		'three years; the hash of the last one deleted stays, so that the chain can be checked',
		'actor',
		'sequence at action subject details previous_hash hash',
		'forget-audit',
	),
	audit_head: use(
		'that no entry of the audit log is missing',
		forever,
		'',
		'id sequence hash kept_after kept_after_hash',
	),
	drafts: use(
		'what is being written',
		'until it is published or deleted',
		'author_id author_name author_email',
		'collection ref status version files updated_at',
	),
	ended_drafts: use(
		'so that an old window does not bring a draft back',
		forever,
		'',
		'collection ref version',
	),
	notes: use(
		'what editors say to each other about a draft',
		withContent,
		'author_name',
		'id collection ref content resolved at',
	),
	sign_offs: use(
		'who answers for a text',
		withContent,
		'staff_id staff_name',
		'collection ref hash at',
	),
	emergency_publications: use(
		'who published alone, and why',
		withContent,
		'staff_id staff_name',
		'collection ref hash reason at due_at overdue_reported',
	),
	publications: use(
		'to prove that a text is live',
		withContent,
		'staff_name',
		'commit_id collection ref title path asked_at committed_at released_at release_number live_at feeds_at problem cap_at',
	),
	late_steps: use(
		'so that a late step is told once',
		'180 days',
		'',
		'commit_id step',
		'forget-deliveries',
	),
	releases: use(
		'which states of the site there were',
		forever,
		'',
		'number commit_id at state rendered',
	),
	release_pin: use('which release is held', 'until it is lifted', '', 'id number'),
	keyed_values: use(
		'figures that pages show, and what tells this database and its secret from others',
		'until the next one',
		'',
		'key value',
	),
	locks: use('so that two writers do not do the same', forever, '', 'name'),
};
