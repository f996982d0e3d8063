import { join } from 'node:path';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { createPasswords } from './auth/passwords.ts';
import { createSignInLimit } from './auth/sign-in-limit.ts';
import { channelIds } from './channels/channel-ids.ts';
import { openMedia } from './cms/media.ts';
import type { CmsParts } from './cms/parts.ts';
import type { DeskEvents } from './desk-events.ts';
import { createCapacity } from './intake/capacity.ts';
import { createCrowdCounter } from './intake/crowd.ts';
import { createProofs } from './intake/proof-of-work.ts';
import { openScreenshots, screenshotFolder } from './intake/screenshots.ts';
import type { RemoteFollower } from './jobs/remote-follower.ts';
import type { Runner } from './jobs/runner.ts';
import type { Site } from './open-site.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { createPreviewLinks } from './preview/preview-link.ts';
import { createSubscribeLimit } from './push/subscribe-limit.ts';
import type { WarmUp } from './push/warm-up.ts';
import type { Releaser } from './release/releaser.ts';
import { createLinkLimit } from './routes/link-limit.ts';
import { createShow } from './routes/show.ts';
import { createStaffOverview } from './staff-overview.ts';
import type { StoreAreas } from './store/areas.ts';
import { storedReports } from './store/report-copies.ts';
import type { ReportIntake } from './store/report-intake.ts';
import { staffAccounts } from './store/staff-accounts.ts';
import type { Store } from './store/store.ts';

/** The portal's app over what it keeps and what runs: every route gets what it asks for, and nothing else. */
export async function createPortalApp(
	{ config, now, log }: PortalNeeds,
	{
		store,
		areas,
		intake,
		site,
		runner,
		follower,
		secret,
		warmUp,
		deskEvents,
	}: {
		store: Store;
		areas: StoreAreas;
		intake: ReportIntake;
		site: Site;
		runner: Runner;
		follower: RemoteFollower | undefined;
		secret: string;
		warmUp: WarmUp;
		deskEvents: DeskEvents;
	},
): Promise<Hono> {
	const {
		alerts,
		announcements,
		audit,
		drafts,
		emergencies,
		helpPointReports,
		items,
		publications,
		receiptWatches,
		releases,
		reports,
		robotMessages,
		signedLinks,
		signOffs,
		subscriptions,
	} = areas;
	const {
		releaser,
		settings,
		responses,
		matcher,
		renderer,
		repository,
		objects,
		content,
		isSigned,
	} = site;
	const passwords = createPasswords();
	const auth = createAuth({ db: store.db, engine: store.engine, config, secret, passwords });
	const show = createShow({ renderer, releaser, cms: config.cms });
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
		publications,
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
	/** Which push addresses are taken, and how many of one client. */
	const addressRules = {
		extraOrigins: config.pushExtraOrigins,
		vapidKeys: areas.vapidKeys,
		limit: createSubscribeLimit(),
		trustedProxies: config.trustedProxies,
	};
	const progress = { publications, alerts, announcements, robotMessages, settings, now };
	const overview = createStaffOverview({
		drafts: cms,
		publications: progress,
		announcements,
		alerts,
		alertViews: areas.alertViews,
		pushOrigins: areas.pushOrigins,
		records: releases,
		releaser,
		reports,
		remote: () => follower?.state(),
	});
	const villages = {
		ticks: areas.villageTicks,
		content,
		moment: () => releaser.moment(),
		renderer,
		now,
	};
	/** The page that answers says what was just reported; the release follows. */
	const onReported = async () => {
		await site.points.refresh();
		runner.wake('help-points');
	};
	const incidents = async () => renderer.incidents(content(), await releaser.moment());
	const signInLimit = createSignInLimit();
	const staff = {
		auth,
		db: store.db,
		config,
		passwords,
		signInLimit,
		overview,
		responses,
		settings,
		show,
		now,
	};
	return createApp({
		config,
		log,
		auth,
		cms,
		desk: {
			...areas,
			matcher,
			cms,
			events: deskEvents,
			responses,
			settings,
			progress,
			people: async () => {
				const all = await staffAccounts(store.db).list();
				return Object.fromEntries(all.map(({ id, name }) => [id, name]));
			},
			onChanged: () => runner.wake('tell-askers'),
			now,
		},
		publications: progress,
		reports: {
			reports,
			intake,
			items,
			images: areas.reportImages,
			comments: areas.incidentComments,
			incidents,
			links: areas.reportLinks,
			screenshots,
			proofs: createProofs(secret),
			crowd: createCrowdCounter(),
			capacity: createCapacity(() => storedReports(store.db)),
			responses,
			settings,
			matcher,
			trustedProxies: config.trustedProxies,
			show,
			now,
		},
		doorAnswers: {
			answers: areas.doorAnswers,
			crowd: createCrowdCounter(),
			responses,
			trustedProxies: config.trustedProxies,
			now,
		},
		reportImages: { images: areas.reportImages, screenshots },
		receiptWatches: {
			receiptWatches,
			reports,
			items,
			responses,
			settings,
			...addressRules,
			now,
		},
		feedback: {
			feedback: areas.feedback,
			hasPage: (path) => releaser.live()?.manifest.pages.has(path) ?? false,
			show,
			now,
		},
		subscriptions: {
			subscriptions,
			settings,
			...addressRules,
			onSubscribed: () => runner.wake('prepare-keys'),
			now,
		},
		alertViews: {
			views: areas.alertViews,
			settings,
			limit: createSubscribeLimit(),
			trustedProxies: config.trustedProxies,
			now,
		},
		staff,
		publishing: {
			staff,
			releaser,
			confirmation: {
				announcements,
				alerts,
				robotMessages,
				channels: channelIds(config),
				isSigned,
				liveAnnouncements: site.announcements,
			},
			audit,
			cms,
			wakeSender: () => runner.wake('alerts'),
			now,
		},
		banner: { auth, config, banner: site.banner, audit, now, log },
		quick: { staff, cms, renderer, moment: () => releaser.moment() },
		staffReports: {
			staff,
			reports: { add: intake.add, hasSending: reports.hasSending },
			settings,
			audit,
			now,
		},
		links: {
			...villages,
			signedLinks,
			reports: helpPointReports,
			onReported,
			limit: createLinkLimit(),
			trustedProxies: config.trustedProxies,
			config,
			show,
		},
		staffLinks: { staff, signedLinks, audit, content, now },
		coverage: { ...villages, staff, signedLinks },
		staffRecovery: {
			staff,
			purges: areas.incidentPurges,
			comments: areas.incidentComments,
			screenshots,
			keys: site.signingKeys,
			audit,
			incidents,
			manifest: () => releaser.live()?.manifest,
			objects,
			repository,
			siteUrl: `${config.siteUrl}${config.basePath}`,
			onPurged: onReported,
			now,
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
		site: {
			releaser,
			objects,
			compression: site.compression,
			basePath: config.basePath,
			banner: site.banner.current,
			search: (path) => site.search.read(path),
			cards: (path) => site.cards.read(path),
		},
		hooks: {
			secret: config.webhookSecret,
			wakeFollower: () => {
				runner.wake('follow-content');
				askRemote();
			},
		},
		remote: () => follower?.state(),
		isStoreUp: () =>
			releases.highest().then(
				() => true,
				() => false,
			),
	});
}

/** What is published while an earlier release is held is not live, and whoever published is told so. */
async function releaseNow(releaser: Releaser): Promise<unknown> {
	if (await releaser.isPinned()) throw new Error('releases are held');
	return releaser.request();
}
