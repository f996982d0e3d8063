import { hour, toDay } from '../../src/domain/time.ts';
import { forgetReports } from '../actions/forget-reports.ts';
import type { Config } from '../config.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import { openScreenshots, screenshotFolder } from '../intake/screenshots.ts';
import type { StoreAreas } from '../store/areas.ts';
import type { Job } from './runner.ts';

const day = 24 * hour;

/** How long what has no end of its own is kept, in milliseconds. `data-map.ts` says the same in words. */
const keptFor = {
	/** A page that was open when the key was changed may still subscribe with the earlier one. */
	vapidKeys: 7 * day,
	/** What keepers reported is of use for as long as somebody may ask about it. */
	pointReports: 30 * day,
	/** What readers say about pages. */
	feedback: 180 * day,
	/** What became of an alert at each subscription, and of messages to groups; the totals stay. */
	deliveries: 180 * day,
	/** Links that ended, and ticks, to compare one event with the next. */
	links: 365 * day,
	/** At least six months by 网络安全法 Art. 21; three years for questions that come late. */
	audit: 3 * 365 * day,
	/** As long as the audit log: the two are read together. */
	deskLog: 3 * 365 * day,
} as const;

/** Deletes what its time is over for. Each table of the data map that has a period names one of these. */
export function retentionJobs({
	areas,
	config,
	matcher,
	now,
}: {
	readonly areas: StoreAreas;
	readonly config: Pick<Config, 'dataDir'>;
	readonly matcher: Pick<DeskMatcher, 'refresh'>;
	readonly now: () => Date;
}): readonly Job[] {
	const screenshots = openScreenshots(screenshotFolder(config));
	const ago = (ms: number) => new Date(now().getTime() - ms);
	const hourly = (name: string, run: () => Promise<unknown>) => ({ name, every: hour, run });
	const daily = (name: string, run: () => Promise<unknown>) => ({ name, every: 24 * hour, run });
	const seldom = (name: string, run: () => Promise<unknown>) => ({ name, every: 6 * hour, run });
	return [
		hourly('forget-locks', () => areas.deskLocks.forget(now())),
		hourly('forget-reports', () => forgetReports({ ...areas, screenshots, matcher, now: now() })),
		hourly('forget-access', () => areas.endedAccess.forget(now())),
		seldom('forget-vapid-keys', () => areas.vapidKeys.forgetUnused(ago(keptFor.vapidKeys))),
		daily('forget-refused-subscriptions', () =>
			areas.refusedSubscriptions.forget(ago(keptFor.deliveries)),
		),
		seldom('forget-push-origins', areas.pushOrigins.forgetUnused),
		seldom('forget-exercise-hearers', () => areas.exerciseHearers.forget(now())),
		seldom('forget-comments', () => areas.incidentComments.forget(now())),
		seldom('forget-links', async () => {
			await areas.signedLinks.forget(ago(keptFor.links));
			await areas.villageTicks.forget(ago(keptFor.links));
			await areas.helpPointReports.forget(ago(keptFor.pointReports));
		}),
		seldom('forget-feedback', async () => {
			await areas.feedback.forget(toDay(ago(keptFor.feedback)));
			await areas.alertViews.forget(toDay(ago(keptFor.feedback)));
		}),
		seldom('forget-deliveries', async () => {
			await areas.alerts.forget(ago(keptFor.deliveries));
			await areas.robotMessages.forget(ago(keptFor.deliveries));
			await areas.lateSteps.forget(ago(keptFor.deliveries));
		}),
		seldom('forget-desk-log', () => areas.deskLog.forget(ago(keptFor.deskLog))),
		seldom('forget-audit', () => areas.audit.forget(ago(keptFor.audit), now())),
		hourly('overwrite-deleted', areas.traces.overwrite),
	];
}
