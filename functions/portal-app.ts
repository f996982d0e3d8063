import { join } from 'node:path';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { createPasswords } from './auth/passwords.ts';
import { createSignInLimit } from './auth/sign-in-limit.ts';
import { lastBackup } from './backup/last-backup.ts';
import { channelIds } from './channels/channel-ids.ts';
import { openMedia } from './cms/media.ts';
import type { CmsParts } from './cms/parts.ts';
import type { DeskEvents } from './desk-events.ts';
import type { exerciseParts } from './exercise-parts.ts';
import { openScreenshots, screenshotFolder } from './intake/screenshots.ts';
import type { RemoteFollower } from './jobs/remote-follower.ts';
import type { Runner } from './jobs/runner.ts';
import type { Site } from './open-site.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { createPreviewLinks } from './preview/preview-link.ts';
import type { WarmUp } from './push/warm-up.ts';
import { readinessNow } from './readiness-board.ts';
import type { recoveryParts } from './recovery-parts.ts';
import type { Releaser } from './release/releaser.ts';
import { residentParts } from './resident-parts.ts';
import type { DeskParts } from './routes/desk-parts.ts';
import { createPasswordTurns } from './routes/password-turns.ts';
import { createPageListener, type PageListener } from './serving/page-listener.ts';
import { createStaffOverview } from './staff-overview.ts';
import type { StoreAreas } from './store/areas.ts';
import type { ReportIntake } from './store/report-intake.ts';
import { staffAccounts } from './store/staff-accounts.ts';
import type { Store } from './store/store.ts';
import type { StoreHealth } from './store/store-health.ts';

/** The portal's app over what it keeps and what runs: every route gets what it asks for, and nothing else. */
export async function createPortalApp(
	{ config, now, log }: PortalNeeds,
	{
		store,
		areas,
		intake,
		site,
		exercise,
		recovery,
		runner,
		follower,
		secret,
		warmUp,
		deskEvents,
		health,
		stopping,
	}: {
		store: Store;
		areas: StoreAreas;
		intake: ReportIntake;
		site: Site;
		exercise: ReturnType<typeof exerciseParts>;
		recovery: ReturnType<typeof recoveryParts>;
		runner: Runner;
		follower: RemoteFollower | undefined;
		secret: string;
		warmUp: WarmUp;
		deskEvents: DeskEvents;
		health: StoreHealth;
		stopping: AbortSignal;
	},
): Promise<{ app: Hono; pages: PageListener }> {
	const {
		alerts,
		announcements,
		audit,
		drafts,
		emergencies,
		helpPointReports,
		publications,
		releases,
		reports,
		robotMessages,
		signedLinks,
		signOffs,
	} = areas;
	const { releaser, settings, responses, matcher, renderer, repository, content, isSigned } = site;
	const passwords = createPasswords();
	const auth = createAuth({ db: store.db, engine: store.engine, config, secret, passwords, log });
	const remote = () => follower?.state();
	const parts = { store, areas, intake, site, runner, secret, health, remote, stopping };
	const residents = residentParts({ config, now }, parts);
	const { show } = residents.reports;
	const media = openMedia(join(config.dataDir, 'media'));
	const screenshots = openScreenshots(screenshotFolder(config));
	const links = createPreviewLinks(secret);
	const askRemote = () => {
		follower?.askNow();
		runner.wake('content-remote');
	};
	const cms: CmsParts = {
		drafts,
		signOffs,
		emergencies,
		repository,
		media,
		sign: site.signingKeys.sign,
		audit,
		content,
		exerciseRuns: async () => (await areas.exercises.running()) !== undefined,
		publications,
		onThrownAway: ({ collection, ref }) =>
			collection === 'rumors' ? site.releaseItemsOf(ref) : Promise.resolve(),
		release: async () => {
			warmUp.warm();
			// The copy waits for the release and not the other way round, and goes out whatever became of it.
			await releaseNow(releaser).finally(askRemote);
			runner.wake('prove-publications');
		},
		now,
		previewUrl: (collection, ref) =>
			`${config.siteUrl}${config.basePath}/preview/${links.token(collection, ref, now())}`,
	};
	const progress = { publications, alerts, announcements, robotMessages, settings, now };
	const readiness = {
		approvals: areas.readinessApprovals,
		exercises: areas.exercises,
		renderer,
		content,
		moment: () => releaser.moment(),
	};
	const overview = createStaffOverview({
		readiness: (language) => readinessNow(readiness, language),
		drafts: cms,
		publications: progress,
		announcements,
		alerts,
		alertViews: areas.alertViews,
		pushOrigins: areas.pushOrigins,
		records: releases,
		releaser,
		reports,
		exercises: areas.exercises,
		lastBackup: () => lastBackup(config.dataDir),
		remote,
	});
	const villages = {
		ticks: areas.villageTicks,
		content,
		moment: () => releaser.moment(),
		renderer,
		now,
	};
	const { onReported } = residents.links;
	const signInLimit = createSignInLimit();
	const passwordTurns = createPasswordTurns();
	const staff = {
		auth,
		db: store.db,
		config,
		passwords,
		signInLimit,
		passwordTurns,
		overview,
		responses,
		settings,
		show,
		now,
	};
	const desk: DeskParts = {
		...areas,
		matcher,
		cms,
		events: deskEvents,
		status: 'actual',
		responses,
		settings,
		progress,
		people: async () => {
			const all = await staffAccounts(store.db).list();
			return Object.fromEntries(all.map(({ id, name }) => [id, name]));
		},
		onChanged: () => runner.wake('tell-askers'),
		now,
	};
	const app = createApp({
		...residents,
		config,
		log,
		auth,
		cms,
		desk,
		exerciseDesk: { desk: site.exerciseDesk, real: desk },
		exerciseHearers: residents.links.hearers,
		staffExercises: {
			staff,
			areas,
			desk: site.exerciseDesk,
			cms,
			channels: channelIds(config, settings),
			...exercise,
			onStarted: () => runner.wake('exercise'),
			now,
		},
		publications: progress,
		reportImages: { images: areas.reportImages, screenshots },
		staff,
		publishing: {
			staff,
			releaser,
			confirmation: {
				announcements,
				alerts,
				robotMessages,
				channels: channelIds(config, settings),
				isSigned,
				liveAnnouncements: site.announcements,
			},
			audit,
			cms,
			wakeSender: () => runner.wake('alerts'),
			now,
		},
		banner: {
			auth,
			db: store.db,
			config,
			signInLimit,
			passwordTurns,
			banner: site.banner,
			audit,
			now,
			log,
		},
		quick: { staff, cms, renderer, moment: () => releaser.moment() },
		staffReports: {
			staff,
			reports: { add: intake.add, hasSending: reports.hasSending },
			joining: {
				links: areas.reportLinks,
				isSameClaim: matcher.isSameClaim,
				answerTo: matcher.answerTo,
			},
			settings,
			audit,
			now,
		},
		staffLinks: { staff, signedLinks, audit, content, now },
		coverage: { ...villages, staff, signedLinks },
		staffRecovery: {
			...recovery,
			staff,
			comments: areas.incidentComments,
			onPurged: onReported,
		},
		staffPoints: {
			staff,
			signedLinks,
			reports: helpPointReports,
			audit,
			content,
			onReported,
			now,
		},
		staffReadiness: { ...readiness, staff, audit, now },
		previews: {
			links,
			drafts,
			media,
			repository,
			renderer,
			releaser,
			show,
			basePath: config.basePath,
			now,
		},
		hooks: {
			secret: config.webhookSecret,
			wakeFollower: () => {
				runner.wake('follow-content');
				askRemote();
			},
		},
	});
	return { app, pages: createPageListener(app, residents.site, config) };
}

/** What is published while an earlier release is held is not live, and whoever published is told so. */
async function releaseNow(releaser: Releaser): Promise<unknown> {
	if (await releaser.isPinned()) throw new Error('releases are held');
	return releaser.request();
}
