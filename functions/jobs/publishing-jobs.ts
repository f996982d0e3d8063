import type { Exercise } from '../../src/domain/exercise/course.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { hour } from '../../src/domain/time.ts';
import { translator } from '../../src/i18n/strings.ts';
import { deliverInjects } from '../actions/deliver-injects.ts';
import { provePublications } from '../actions/prove-publications.ts';
import { type PurgeParts, purgeIncident } from '../actions/purge-incident.ts';
import { refreshDeskFigures } from '../actions/refresh-desk-figures.ts';
import { reopenItems } from '../actions/reopen-items.ts';
import { reportLateSteps } from '../actions/report-late-steps.ts';
import { reportOverdueSignatures } from '../actions/report-overdue-signatures.ts';
import { type BannerState, operator } from '../banner/follow-banner.ts';
import { sendToRobots } from '../channels/send-to-robots.ts';
import { sendToWebhooks } from '../channels/send-to-webhooks.ts';
import type { Config } from '../config.ts';
import type { Repository } from '../content/repository.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { ExerciseDesk } from '../exercise-desk.ts';
import type { exerciseParts } from '../exercise-parts.ts';
import type { Logger } from '../log.ts';
import { answerOperator } from '../operator-requests.ts';
import { newVapidKeys } from '../push/vapid.ts';
import type { PointReports } from '../release/point-reports.ts';
import type { Releaser } from '../release/releaser.ts';
import type { StoreAreas } from '../store/areas.ts';
import { clockJumpJob, onlyBySteadyClock } from './clock-jobs.ts';
import type { RemoteFollower } from './remote-follower.ts';
import { retentionJobs } from './retention-jobs.ts';
import type { Job } from './runner.ts';

/** What the publisher does by itself, and how often when nothing wakes it. */
export function publishingJobs(parts: {
	readonly areas: StoreAreas;
	readonly config: Pick<
		Config,
		'dataDir' | 'siteUrl' | 'basePath' | 'pushExtraOrigins' | 'robots' | 'webhooks'
	>;
	readonly repository: Repository;
	/** Keeps the content together with a Git host, where there is one. */
	readonly follower: Pick<RemoteFollower, 'run'> | undefined;
	readonly releaser: Releaser;
	readonly banner: Pick<BannerState, 'follow'>;
	/** Puts the public keys right in the content, where something else was pushed. */
	readonly keepKeysPublished: () => Promise<void>;
	readonly rotateSigningKey: (compromisedSince: Date | undefined) => Promise<void>;
	readonly retryFollowers: () => Promise<void>;
	readonly prune: () => Promise<void>;
	readonly points: Pick<PointReports, 'release'>;
	readonly exercise: Pick<ReturnType<typeof exerciseParts>, 'end' | 'tidy'>;
	readonly exerciseDesk: Pick<ExerciseDesk, 'opened'>;
	readonly matcher: Pick<DeskMatcher, 'refresh'>;
	/** What the deletion at the end of an incident takes. */
	readonly recovery: PurgeParts;
	readonly settings: () => Settings;
	readonly responses: () => readonly PublishedResponse[];
	readonly now: () => Date;
	readonly log: Logger;
}): readonly Job[] {
	const { areas, config, settings, now, follower } = parts;
	const siteUrl = config.siteUrl + config.basePath;
	const fictionalMark = () =>
		settings().fictional ? translator('zh-CN')('site.fictionalMark') : '';
	const tellRobots = () =>
		sendToRobots({
			messages: areas.robotMessages,
			robots: config.robots,
			siteUrl,
			fictionalMark: fictionalMark(),
			now,
			log: parts.log,
		});
	const tellWebhooks = () =>
		sendToWebhooks({
			messages: areas.robotMessages,
			webhooks: config.webhooks,
			siteUrl,
			settings,
			fictionalMark: fictionalMark(),
			now,
			log: parts.log,
		});
	return [
		{ name: 'banner', every: 1_000, run: parts.banner.follow },
		{
			name: 'operator',
			every: 1_000,
			run: () =>
				answerOperator({
					...parts,
					dataDir: config.dataDir,
					audit: areas.audit,
					rotateVapidKey: () => areas.vapidKeys.add(newVapidKeys(), now()),
					purgeIncident: async (ref) =>
						(await purgeIncident(parts.recovery, ref, operator)).kind === 'purged',
				}),
		},
		{ name: 'exercise', every: 1_000, run: () => followExercise(parts) },
		{ name: 'robots', every: 1_000, run: tellRobots },
		{ name: 'webhooks', every: 1_000, run: tellWebhooks },
		{
			name: 'prove-publications',
			every: 2_000,
			run: () => provePublications({ ...parts, publications: areas.publications, siteUrl }),
		},
		{
			name: 'late-steps',
			every: 5_000,
			run: () => reportLateSteps({ ...areas, settings, now, log: parts.log }),
		},
		{ name: 'desk-figures', every: hour, run: () => publishDeskFigures(parts) },
		{ name: 'help-points', every: 1_000, run: parts.points.release },
		{ name: 'retry-followers', every: 15_000, run: parts.retryFollowers },
		{ name: 'follow-content', every: 30_000, run: () => followContent(parts) },
		// It looks each second whether it is time to ask the host.
		...(follower ? [{ name: 'content-remote', every: 1_000, run: follower.run }] : []),
		{
			name: 'overdue-signatures',
			every: 30_000,
			run: () => reportOverdueSignatures({ ...areas, ...parts }, now()),
		},
		{ name: 'prune-releases', every: 6 * 3_600_000, run: parts.prune },
		{
			name: 'reopen-items',
			every: 60_000,
			run: () => reopenItems({ ...areas, ...parts, work: areas.deskWork, now: now() }),
		},
		clockJumpJob({ ...parts, elapsed: () => performance.now() }),
		...onlyBySteadyClock({ values: areas.values, now, log: parts.log }, retentionJobs(parts)),
	];
}

/** Delivers what the clock of a running exercise asks for, and finishes what the end of one left undone. */
async function followExercise({
	areas,
	exercise,
	exerciseDesk,
	now,
}: {
	readonly areas: StoreAreas;
	readonly exercise: Pick<ReturnType<typeof exerciseParts>, 'end' | 'tidy'>;
	readonly exerciseDesk: Pick<ExerciseDesk, 'opened'>;
	readonly now: () => Date;
}): Promise<void> {
	const end = async (each: Exercise) => void (await exercise.end(each));
	await exercise.tidy();
	await deliverInjects({ exercises: areas.exercises, desk: exerciseDesk, end, now: now() });
}

/** Releases the figures of the rumor desk when they changed. */
async function publishDeskFigures({
	areas,
	releaser,
	settings,
	now,
}: {
	readonly areas: StoreAreas;
	readonly releaser: Releaser;
	readonly settings: () => Settings;
	readonly responses: () => readonly PublishedResponse[];
	readonly now: () => Date;
}): Promise<void> {
	const { values, deskFigures: figureSource } = areas;
	const isNew = await refreshDeskFigures({
		values,
		figureSource,
		settings: settings(),
		now: now(),
	});
	if (isNew && !(await releaser.isPinned())) await releaser.request();
}

/** Releases what came into the repository by another way, and what a failed release left behind. */
async function followContent({
	repository,
	releaser,
	keepKeysPublished,
}: {
	repository: Repository;
	releaser: Releaser;
	keepKeysPublished: () => Promise<void>;
}): Promise<void> {
	await keepKeysPublished();
	const isBehind = (await repository.head()) !== releaser.live()?.manifest.commit;
	if (isBehind && !(await releaser.isPinned())) await releaser.request();
}
