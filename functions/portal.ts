import { join } from 'node:path';
import type { Hono } from 'hono';
import { settleDrafts } from './actions/settle-drafts.ts';
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { offerFirstAdministrator } from './auth/first-administrator.ts';
import { welcomeUrl } from './auth/one-time-link.ts';
import { createPasswords } from './auth/passwords.ts';
import { authSecret } from './auth/secret.ts';
import { createSignInLimit } from './auth/sign-in-limit.ts';
import { channelIds } from './channels/channel-ids.ts';
import { openMedia } from './cms/media.ts';
import type { CmsParts } from './cms/parts.ts';
import { refuseFiction } from './content/prepare.ts';
import type { Remote } from './content/remote.ts';
import { createDeskEvents, type DeskEvents } from './desk-events.ts';
import { createCapacity } from './intake/capacity.ts';
import { createCrowdCounter } from './intake/crowd.ts';
import { createProofs } from './intake/proof-of-work.ts';
import { openScreenshots, screenshotFolder } from './intake/screenshots.ts';
import { portalJobs } from './jobs/portal-jobs.ts';
import { createRemoteFollower, type RemoteFollower } from './jobs/remote-follower.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { openSite, type Site } from './open-site.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { createPreviewLinks } from './preview/preview-link.ts';
import { pushSenders } from './push/push-senders.ts';
import { createSubscribeLimit } from './push/subscribe-limit.ts';
import { newVapidKeys } from './push/vapid.ts';
import { createWarmUp, type WarmUp } from './push/warm-up.ts';
import type { Releaser } from './release/releaser.ts';
import { createLinkLimit } from './routes/link-limit.ts';
import { createShow } from './routes/show.ts';
import { createStaffOverview } from './staff-overview.ts';
import { type StoreAreas, storeAreas } from './store/areas.ts';
import { storedReports } from './store/report-copies.ts';
import { type ReportIntake, reportIntake } from './store/report-intake.ts';
import { staffAccounts } from './store/staff-accounts.ts';
import { embeddedFile, openStore, type Store } from './store/store.ts';

export interface Portal {
	readonly app: Hono;
	/** The one-time link of the first administrator, while there is none. */
	readonly firstAdministratorLink: string | undefined;
	readonly store: Store;
	/** Lets nothing more leave for push services; what is under way is still accounted for. */
	stopSending(): void;
	close(): Promise<void>;
}

/** Puts the portal together: opens what it keeps, makes what is missing, and starts what runs by itself. */
export async function openPortal(needs: PortalNeeds): Promise<Portal> {
	const { config, now, log } = needs;
	const store = await openStore(config);
	const areas = storeAreas(store);
	const intake = reportIntake(store.db, embeddedFile(config));
	const site = await openSite(needs, areas);
	const { releaser, settings } = site;
	await releaser.start();
	refuseFiction(settings(), config.siteUrl);
	const settled = releaser
		.caughtUp()
		.then(({ content }) => settleDrafts({ ...areas, repository: site.repository }, content, now()))
		.catch((error: unknown) => log.error('drafts not settled', { error: String(error) }));

	await areas.vapidKeys.addFirst(newVapidKeys(), now());
	const secret = await authSecret(config.dataDir);
	const senders = await pushSenders({ config, secret, origins: areas.pushOrigins, now, log });
	const stop = new AbortController();
	// One process sends from an embedded store, so whatever is leased was leased before it was killed.
	if (store.engine === 'sqlite') await areas.alerts.freeLeases(now());
	const follower = site.remote && followerOf(site, site.remote, () => runner, needs);
	const warmUp = createWarmUp({ subscriptions: areas.subscriptions, senders, settings });
	const jobs = {
		warmUp,
		...site,
		follower,
		areas,
		config,
		senders,
		stopping: stop.signal,
		now,
		log,
	};
	const runner = startRunner(portalJobs(jobs), log);
	site.senderIs(() => {
		runner.wake('alerts');
		runner.wake('tell-askers');
	});
	const deskEvents = createDeskEvents({
		changes: areas.deskChanges,
		stopping: stop.signal,
		onError: (error) => log.error('the desk was not looked at', { error: String(error) }),
	});
	const app = await createPortalApp(needs, {
		deskEvents,
		store,
		areas,
		intake,
		site,
		runner,
		follower,
		secret,
		warmUp,
	});
	const token = await offerFirstAdministrator(store.db, now());
	return {
		app,
		firstAdministratorLink: token && welcomeUrl(config, token),
		store,
		stopSending: () => stop.abort(),
		async close() {
			stop.abort();
			follower?.stop();
			await releaser.stop();
			await settled;
			await runner.stop();
			await senders.close();
			await intake.close();
			await Promise.all([site.search.stop(), site.compression.stop(), site.cards.stop()]);
			await store.close();
		},
	};
}

async function createPortalApp(
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

/** What comes from the Git host is released at once. */
function followerOf(
	{ repository }: Site,
	remote: Remote,
	runner: () => Runner,
	{ now, log }: PortalNeeds,
): RemoteFollower {
	const onTaken = () => runner().wake('follow-content');
	return createRemoteFollower({ repository, remote, onTaken, now, log });
}

/** What is published while an earlier release is held is not live, and whoever published is told so. */
async function releaseNow(releaser: Releaser): Promise<unknown> {
	if (await releaser.isPinned()) throw new Error('releases are held');
	return releaser.request();
}
