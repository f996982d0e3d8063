import type { AlertView } from '../src/domain/alert-views.ts';
import { alertText, isExercise } from '../src/domain/announcement.ts';
import { backupStanding } from '../src/domain/backup-standing.ts';
import { defaultLanguage, type Language } from '../src/domain/languages.ts';
import type { ReadinessData } from '../src/domain/readiness-answers.ts';
import type {
	AlertProgress,
	RefusingPushService,
	StaffPageData,
} from '../src/domain/staff-answers.ts';
import { problemText } from '../src/i18n/strings.ts';
import { createAlertSpeeds } from './alert-speeds.ts';
import type { RemoteState } from './jobs/remote-follower.ts';
import { wordPublications } from './publication-answer.ts';
import type { PublicationRowsParts } from './publication-rows.ts';
import type { Releaser } from './release/releaser.ts';
import { remoteRow } from './remote-row.ts';
import { draftRows, type StaffDraftsParts, secondSignatureRows } from './staff-drafts.ts';
import type { AlertViews } from './store/alert-views.ts';
import type { Alert, Alerts } from './store/alerts.ts';
import type { AnnouncementRecords } from './store/announcements.ts';
import type { Exercises } from './store/exercises.ts';
import type { PushOriginStore } from './store/push-origins.ts';
import type { ReleaseRecords } from './store/releases.ts';
import type { Reports } from './store/reports.ts';

export type StaffOverview = Omit<StaffPageData, 'accounts' | 'link'>;

/** What the staff page shows beside accounts: what waits for someone, and how far things have come. */
export function createStaffOverview(parts: {
	readonly announcements: AnnouncementRecords;
	readonly alerts: Alerts;
	readonly alertViews: Pick<AlertViews, 'of'>;
	readonly pushOrigins: PushOriginStore;
	readonly records: ReleaseRecords;
	readonly releaser: Releaser;
	readonly reports: Reports;
	readonly drafts: StaffDraftsParts;
	readonly publications: PublicationRowsParts;
	readonly remote: () => RemoteState | undefined;
	readonly exercises: Pick<Exercises, 'running'>;
	/** When the last whole backup was made, where one is known of. */
	readonly lastBackup: () => Promise<Date | undefined>;
	/** What the live release and the store have ready. */
	readonly readiness: (language: Language) => Promise<ReadinessData>;
}) {
	const speedOf = createAlertSpeeds();
	return async (language: Language): Promise<StaffOverview> => {
		const live = parts.releaser.live();
		const failing = parts.releaser.failing();
		const [
			drafts,
			secondSignatures,
			publications,
			held,
			alerts,
			releases,
			pinned,
			waitingReports,
			exercise,
			backupAt,
		] = await Promise.all([
			draftRows(parts.drafts),
			secondSignatureRows(parts.drafts),
			wordPublications(parts.publications, language, 5),
			parts.announcements.held(),
			parts.alerts.latest(10),
			parts.records.latest(10),
			parts.releaser.isPinned(),
			parts.reports.waitingCount(),
			parts.exercises.running(),
			parts.lastBackup(),
		]);
		return {
			drafts,
			secondSignatures,
			publications,
			held: held.map(({ key, announcement, reason }) => {
				const text = alertText(announcement, language);
				const { title = announcement.ref, path = '/' } = text ?? {};
				return { key, exercise: isExercise(announcement), title, path, reason };
			}),
			setAside: [
				...(live?.failures ?? []).map(({ path, reason }) => ({ path, reasons: [reason] })),
				...(live?.content.setAside ?? []).map(({ path, problems }) => ({
					path,
					reasons: problems.map(
						(each) => `${each.field ? `${each.field}: ` : ''}${problemText(each, language)}`,
					),
				})),
			],
			releases: releases.map(({ number, at, commit }) => ({
				number,
				at: at.toISOString(),
				commit,
				current: number === live?.manifest.number,
			})),
			pinned,
			...(exercise && { exercise: { id: exercise.id, scenario: exercise.scenario } }),
			...(failing
				? { releasesFail: { since: failing.since.toISOString(), reason: failing.reason } }
				: {}),
			alerts: await Promise.all(alerts.map((alert) => progress(parts, alert, speedOf))),
			refusingPushServices: await refusing(parts.pushOrigins),
			waitingReports,
			...(live ? { readiness: await parts.readiness(language) } : {}),
			backup: backupRow(backupAt, parts.publications.now()),
			...remoteRow(parts.remote()),
		};
	};
}

function backupRow(madeAt: Date | undefined, now: Date): StaffPageData['backup'] {
	const standing = backupStanding(madeAt, now);
	return standing.state === 'none'
		? standing
		: { state: standing.state, madeAt: standing.madeAt.toISOString() };
}

async function progress(
	parts: {
		readonly alerts: Alerts;
		readonly alertViews: Pick<AlertViews, 'of'>;
		readonly publications: Pick<PublicationRowsParts, 'now'>;
	},
	alert: Alert,
	speedOf: ReturnType<typeof createAlertSpeeds>,
): Promise<AlertProgress> {
	const known = await parts.alerts.counts(alert.key);
	const { firstDeliveredAt: _, lastDeliveredAt: __, ...counts } = known;
	const title = alertText(alert.announcement, defaultLanguage)?.title ?? alert.key;
	const { key, state } = alert;
	const speed = speedOf(key, known, parts.publications.now());
	const views = sumOf(await parts.alertViews.of(alert.key));
	return { key, title, at: alert.at.toISOString(), state, speed, views, ...counts };
}

function sumOf(days: Awaited<ReturnType<AlertViews['of']>>): AlertProgress['views'] {
	if (days.length === 0) return undefined;
	const sum = (what: AlertView) =>
		days.reduce((all, day) => all + (day.what === what ? day.count : 0), 0);
	return { shown: sum('shown'), opened: sum('opened') };
}

async function refusing(origins: PushOriginStore): Promise<readonly RefusingPushService[]> {
	return (await origins.used()).flatMap(({ origin, refusal, pausedUntil }) =>
		refusal
			? [
					{
						origin,
						status: refusal.status,
						since: refusal.since.toISOString(),
						triesAgainAt: pausedUntil.toISOString(),
					},
				]
			: [],
	);
}
