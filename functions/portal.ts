import type { Hono } from 'hono';
import { settleDrafts } from './actions/settle-drafts.ts';
import { offerFirstAdministrator } from './auth/first-administrator.ts';
import { welcomeUrl } from './auth/one-time-link.ts';
import { authSecret, notePublishersSecret } from './auth/secret.ts';
import { refuseFiction } from './content/prepare.ts';
import type { Remote } from './content/remote.ts';
import { createDeskEvents } from './desk-events.ts';
import { exerciseParts } from './exercise-parts.ts';
import { publishingJobs } from './jobs/publishing-jobs.ts';
import { createRemoteFollower, type RemoteFollower } from './jobs/remote-follower.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { sendingJobs } from './jobs/sending-jobs.ts';
import { startSharedRunner } from './jobs/shared-runner.ts';
import { openOrClose } from './open-or-close.ts';
import { openSite, type Site } from './open-site.ts';
import { createPortalApp } from './portal-app.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { pushSenders } from './push/push-senders.ts';
import { newVapidKeys } from './push/vapid.ts';
import { createWarmUp } from './push/warm-up.ts';
import { recoveryParts } from './recovery-parts.ts';
import type { LiveSite } from './release/live-release.ts';
import type { PageListener } from './serving/page-listener.ts';
import { storeAreas } from './store/areas.ts';
import { checkStore } from './store/check-store.ts';
import { lockDataFolder } from './store/data-folder.ts';
import { claimFolder } from './store/folder-database.ts';
import { holdPublisherLock } from './store/publisher-lock.ts';
import { reportIntake } from './store/report-intake.ts';
import { staffAccounts } from './store/staff-accounts.ts';
import { embeddedFile, openStore, type Store } from './store/store.ts';
import { createStoreHealth } from './store/store-health.ts';
import { leftStoreFault, noteStore } from './store/store-note.ts';

export interface Portal {
	readonly app: Hono;
	/** The short way to pages that are in memory. */
	readonly pages: PageListener;
	/** The one-time link of the first administrator, while there is none. */
	readonly firstAdministratorLink: string | undefined;
	readonly store: Store;
	readonly releaser: LiveSite;
	/** Lets nothing more leave for push services; what is under way is still accounted for. */
	stopSending(): void;
	close(): Promise<void>;
}

/** Puts the portal together: opens what it keeps, makes what is missing, and starts what runs by itself. Where that fails nothing stays open. */
export async function openPortal(needs: PortalNeeds): Promise<Portal> {
	return openOrClose(needs, (closers, stop) => openParts(needs, closers, stop));
}

async function openParts(
	needs: PortalNeeds,
	closers: AsyncDisposableStack,
	stop: AbortController,
): Promise<Portal> {
	const { config, now, log } = needs;
	const { databaseUrl } = config;
	const left = await leftStoreFault(config);
	if (left) throw new Error(left);
	if (databaseUrl) {
		// Publishers that share a folder are known to each other by their database. Who is alone has the folder alone, whatever database it was given.
		if (config.role === 'all') closers.defer(lockDataFolder(config.dataDir));
		const lock = await holdPublisherLock({
			databaseUrl,
			signal: stop.signal,
			onLost: needs.onLost ?? (() => undefined),
			log,
		});
		closers.defer(lock.release);
		needs.onTurn?.();
	}
	const store = await openStore(config, async (file) => {
		needs.onTurn?.();
		await checkStore(file, needs.check ?? 'quick', log);
	});
	closers.defer(store.close);
	const areas = storeAreas(store);
	if (databaseUrl) await claimFolder(config, areas.values);
	else await noteStore(config);
	const health = createStoreHealth({
		store,
		dataDir: config.dataDir,
		onDamaged: needs.onDamaged ?? (() => undefined),
		now,
		log,
	});
	closers.defer(health.stop);
	const intake = reportIntake(store.db, embeddedFile(config));
	closers.defer(intake.close);
	const site = await openSite({ ...needs, stopping: stop.signal }, areas);
	closers.defer(site.stop);
	const { releaser, settings } = site;
	closers.defer(releaser.stop);
	await releaser.start();
	refuseFiction(settings(), config.siteUrl);
	const settled = releaser
		.caughtUp()
		.then(({ content }) => settleDrafts({ ...areas, repository: site.repository }, content, now()))
		.catch((error: unknown) => log.error('drafts not settled', { error: String(error) }));
	closers.defer(() => settled);

	await areas.vapidKeys.addFirst(newVapidKeys(), now());
	const secret = await authSecret(config.dataDir);
	await notePublishersSecret(areas.values, secret);
	const senders = await pushSenders({ config, secret, origins: areas.pushOrigins, now, log });
	closers.defer(senders.close);
	// One process sends from an embedded store, so whatever is leased was leased before it was killed.
	if (store.engine === 'sqlite') await areas.alerts.freeLeases(now());
	const follower = site.remote && followerOf(site, site.remote, () => runner, needs);
	const warmUp = createWarmUp({ subscriptions: areas.subscriptions, senders, settings });
	const exercise = exerciseParts({
		areas,
		desk: site.exerciseDesk,
		repository: site.repository,
		settings,
		staff: () => staffAccounts(store.db).list(),
		release: () => releaser.request(),
		now,
	});
	const recovery = recoveryParts(needs, { areas, site });
	const jobs = {
		warmUp,
		exercise,
		recovery,
		...site,
		follower,
		areas,
		config,
		senders,
		stopping: stop.signal,
		now,
		log,
	};
	const own = [...publishingJobs(jobs), ...(config.role === 'publisher' ? [] : sendingJobs(jobs))];
	const runner: Runner = databaseUrl
		? await startSharedRunner({ jobs: own, databaseUrl, log, noteFault: health.note })
		: startRunner(own, log, health.note);
	closers.defer(runner.stop);
	site.senderIs(() => {
		runner.wake('alerts');
		runner.wake('tell-askers');
	});
	const deskEvents = createDeskEvents({
		changes: areas.deskChanges,
		stopping: stop.signal,
		onError: (error) => log.error('the desk was not looked at', { error: String(error) }),
	});
	const { app, pages } = await createPortalApp(needs, {
		exercise,
		recovery,
		deskEvents,
		health,
		store,
		areas,
		intake,
		site,
		runner,
		follower,
		secret,
		warmUp,
		stopping: stop.signal,
	});
	const token = await offerFirstAdministrator(store.db, now());
	return {
		app,
		pages,
		firstAdministratorLink: token && welcomeUrl(config, token),
		store,
		releaser,
		stopSending: () => stop.abort(),
		async close() {
			stop.abort();
			follower?.stop();
			// First, so that nobody waits for a release that is being rendered.
			await releaser.stop();
			await closers.disposeAsync();
		},
	};
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
