import type { Hono } from 'hono';
import { settleDrafts } from './actions/settle-drafts.ts';
import { offerFirstAdministrator } from './auth/first-administrator.ts';
import { welcomeUrl } from './auth/one-time-link.ts';
import { authSecret } from './auth/secret.ts';
import { refuseFiction } from './content/prepare.ts';
import type { Remote } from './content/remote.ts';
import { createDeskEvents } from './desk-events.ts';
import { exerciseParts } from './exercise-parts.ts';
import { publishingJobs } from './jobs/publishing-jobs.ts';
import { createRemoteFollower, type RemoteFollower } from './jobs/remote-follower.ts';
import { type Runner, startRunner } from './jobs/runner.ts';
import { sendingJobs } from './jobs/sending-jobs.ts';
import { startSharedRunner } from './jobs/shared-runner.ts';
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
import { holdPublisherLock } from './store/publisher-lock.ts';
import { reportIntake } from './store/report-intake.ts';
import { staffAccounts } from './store/staff-accounts.ts';
import { embeddedFile, openStore, type Store } from './store/store.ts';

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

/** Puts the portal together: opens what it keeps, makes what is missing, and starts what runs by itself. */
export async function openPortal(needs: PortalNeeds): Promise<Portal> {
	const { config, now, log } = needs;
	const { databaseUrl } = config;
	const stop = new AbortController();
	const lock =
		databaseUrl &&
		(await holdPublisherLock({
			databaseUrl,
			signal: stop.signal,
			onLost: needs.onLost ?? (() => undefined),
			log,
		}));
	const store = await openStore(config);
	const areas = storeAreas(store);
	const intake = reportIntake(store.db, embeddedFile(config));
	const site = await openSite({ ...needs, stopping: stop.signal }, areas);
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
		? await startSharedRunner({ jobs: own, databaseUrl, log })
		: startRunner(own, log);
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
			await releaser.stop();
			await settled;
			await runner.stop();
			await senders.close();
			await intake.close();
			await site.exerciseDesk.close();
			await Promise.all([
				site.search.stop(),
				site.compression.stop(),
				site.cards.stop(),
				site.releaseCommand?.stop(),
			]);
			await store.close();
			if (lock) await lock.release();
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
