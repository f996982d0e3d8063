import { Hono } from 'hono';
import { hour } from '../src/domain/time.ts';
import { existingSecret, refuseOtherSecret } from './auth/secret.ts';
import { openScreenshots, screenshotFolder } from './intake/screenshots.ts';
import { type Job, startRunner } from './jobs/runner.ts';
import { sendingJobs } from './jobs/sending-jobs.ts';
import { startSharedRunner } from './jobs/shared-runner.ts';
import { openOrClose } from './open-or-close.ts';
import type { Portal } from './portal.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { pushSenders } from './push/push-senders.ts';
import { createWarmUp } from './push/warm-up.ts';
import { openFollowedSite } from './release/open-followed-site.ts';
import { residentParts } from './resident-parts.ts';
import { healthRoutes } from './routes/health.ts';
import { createPageListener } from './serving/page-listener.ts';
import { storeAreas } from './store/areas.ts';
import { joinFolder } from './store/folder-database.ts';
import { reportIntake } from './store/report-intake.ts';
import { openStore } from './store/store.ts';
import { createStoreHealth } from './store/store-health.ts';
import { createWebApp } from './web-app.ts';

/**
 * A machine beside the publisher: `web` answers residents, `worker` sends. Both share the database, read the folder that the
 * publisher writes (or a copy of it), and need its `auth-secret`.
 */
export function openNodePortal(needs: PortalNeeds, databaseUrl: string): Promise<Portal> {
	return openOrClose(needs, (closers, stop) => openParts(needs, { databaseUrl, closers, stop }));
}

async function openParts(
	needs: PortalNeeds,
	{
		databaseUrl,
		closers,
		stop,
	}: {
		readonly databaseUrl: string;
		readonly closers: AsyncDisposableStack;
		readonly stop: AbortController;
	},
): Promise<Portal> {
	const { config, now, log } = needs;
	const secret = await existingSecret(config.dataDir);
	needs.onTurn?.();
	const store = await openStore(config);
	closers.defer(store.close);
	const onDamaged = () => undefined;
	const health = createStoreHealth({ store, dataDir: config.dataDir, onDamaged, now, log });
	closers.defer(health.stop);
	const areas = storeAreas(store);
	await joinFolder(config, areas.values);
	await refuseOtherSecret(areas.values, secret, config.dataDir);
	const site = await openFollowedSite(needs, areas);
	closers.defer(site.stop);
	const jobs = config.role === 'worker' ? await sendingOf() : [];
	const noteFault = health.note;
	const runner = await startSharedRunner({ jobs, databaseUrl, log, noteFault });
	closers.defer(runner.stop);
	const screenshots = openScreenshots(screenshotFolder(config));
	// Where the folder is not shared, what came in here goes with its record on the publisher's machine.
	const forgetStrays = async () =>
		screenshots.removeStrays(new Set(await areas.reportImages.ids()), now());
	const own = [
		{ name: 'forget-strays', every: hour, run: forgetStrays },
		// Reports are grouped and deleted on the publisher's machine.
		{ name: 'refresh-matcher', every: hour, run: site.matcher.refresh },
	];
	closers.defer(startRunner(own, log, noteFault).stop);
	const intake = reportIntake(store.db, undefined);
	closers.defer(intake.close);
	const remote = () => undefined;
	const stopping = stop.signal;
	const parts = { store, areas, intake, site, runner, secret, health, remote, stopping };
	const residents = residentParts(needs, parts);

	async function sendingOf(): Promise<readonly Job[]> {
		const { settings, responses } = site;
		const senders = await pushSenders({ config, secret, origins: areas.pushOrigins, now, log });
		closers.defer(senders.close);
		const warmUp = createWarmUp({ subscriptions: areas.subscriptions, senders, settings });
		const stopping = stop.signal;
		const given = { areas, config, senders, warmUp, settings, responses, stopping, now, log };
		return sendingJobs(given);
	}

	function workerApp(): Hono {
		const app = new Hono();
		return app.route('/api/health', healthRoutes(residents));
	}

	const app = config.role === 'web' ? createWebApp({ ...residents, config, log }) : workerApp();
	return {
		app,
		pages: createPageListener(app, residents.site, config),
		firstAdministratorLink: undefined,
		store,
		releaser: site.releaser,
		stopSending: () => stop.abort(),
		async close() {
			stop.abort();
			await closers.disposeAsync();
		},
	};
}
