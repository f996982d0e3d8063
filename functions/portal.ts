import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Announcement } from '../src/domain/announcement.ts';
import type { PublishedResponse } from '../src/domain/site.ts';
import { translator } from '../src/i18n/strings.ts';
import { announceRelease } from './actions/announce-release.ts';
import { followResponses } from './actions/follow-responses.ts';
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { offerFirstAdministrator } from './auth/first-administrator.ts';
import { welcomeUrl } from './auth/one-time-link.ts';
import { createPasswords } from './auth/passwords.ts';
import { authSecret } from './auth/secret.ts';
import { createSignInLimit } from './auth/sign-in-limit.ts';
import { openMedia } from './cms/media.ts';
import type { Config } from './config.ts';
import { prepareContent, refuseFiction } from './content/prepare.ts';
import { publishedEntry, signedHash } from './content/published-entry.ts';
import { openRepository } from './content/repository.ts';
import { teachMatcher } from './desk-matcher.ts';
import { type Job, startRunner } from './jobs/runner.ts';
import type { Logger } from './log.ts';
import { webPushPost } from './push/post.ts';
import { sendAlerts } from './push/sender.ts';
import { vapidKeys } from './push/vapid.ts';
import { readSiteFiles } from './release/files.ts';
import { openManifests } from './release/manifest.ts';
import { openObjects } from './release/objects.ts';
import { pruneReleases } from './release/prune.ts';
import { createReleaser } from './release/releaser.ts';
import { loadRenderer } from './release/renderer.ts';
import { createSearchIndex } from './release/search.ts';
import { updateTree } from './release/tree.ts';
import { createShow } from './routes/show.ts';
import { createStaffOverview } from './staff-overview.ts';
import { alerts as alertLedger } from './store/alerts.ts';
import { announcementRecords } from './store/announcements.ts';
import { auditLog } from './store/audit.ts';
import { drafts as draftStore } from './store/drafts.ts';
import { items as itemStore } from './store/items.ts';
import { keyedValues } from './store/keyed-values.ts';
import { releaseRecords } from './store/releases.ts';
import { type Reports, reports as reportStore } from './store/reports.ts';
import { signOffs as signOffStore } from './store/sign-offs.ts';
import { openStore, type Store } from './store/store.ts';
import { subscriptions as subscriptionStore } from './store/subscriptions.ts';

export interface Portal {
	readonly app: Hono;
	/** The one-time link of the first administrator, while there is none. */
	readonly firstAdministratorLink: string | undefined;
	readonly store: Store;
	readonly reports: Reports;
	close(): Promise<void>;
}

/** Puts the portal together: opens what it keeps, makes what is missing, and starts what runs by itself. */
export async function openPortal({
	config,
	root,
	now,
	log,
}: {
	config: Config;
	root: string;
	now: () => Date;
	log: Logger;
}): Promise<Portal> {
	const store = await openStore(config);
	const repository = await openRepository(config.contentRepo);
	await prepareContent(repository, { root, siteUrl: config.siteUrl, now: now() });
	const { renderer, version, clientFolder } = await loadRenderer(root);
	const objectsFolder = join(config.dataDir, 'objects');
	const objects = openObjects(objectsFolder);
	const manifests = openManifests(join(config.dataDir, 'releases'));
	const audit = auditLog(store.db);
	const announcements = announcementRecords(store.db);
	const alerts = alertLedger(store.db, store.engine);
	const signOffs = signOffStore(store.db);
	const drafts = draftStore(store.db);
	const records = releaseRecords(store.db);
	const reports = reportStore(store.db);
	const items = itemStore(store.db);
	const subscriptions = subscriptionStore(store.db);
	const matcher = await teachMatcher({ items, reports });
	const search = createSearchIndex({ folder: join(config.dataDir, 'search'), objects, log });
	let responses: readonly PublishedResponse[] = [];

	// Before anything is put in, so that nothing new is taken for unused.
	await pruneReleases({ manifests, objectsFolder }, await records.pin());
	const releaser = createReleaser({
		repository,
		renderer,
		rendererVersion: version,
		objects,
		manifests,
		files: await readSiteFiles(clientFolder, objects),
		records,
		siteUrl: config.siteUrl,
		observations: async () => ({}),
		now,
		log,
		holdUnfinished: () => announcements.holdUnfinished(now()),
		async afterSwap({ manifest, content, restored }, moment) {
			responses = renderer.responses(content, moment);
			matcher.follow(responses);
			await followResponses({ items, now: now() }, responses);
			await updateTree(join(config.dataDir, 'site'), manifest, objects);
			await announceRelease(
				{ announcements, alerts, isSigned },
				{
					announcements: renderer.announcements(content, moment),
					number: manifest.number,
					isFirst: (await records.first()) === manifest.number,
					restored,
					now: moment.now,
				},
			);
			runner?.wake('alerts');
			search.follow(manifest);
		},
	});

	/** Signatures are looked up by the text that is live, so a text nobody signed has none. */
	async function isSigned({ collection, ref, warningColor }: Announcement): Promise<boolean> {
		const commit = releaser.live()?.manifest.commit;
		const entry = commit && (await publishedEntry(repository, commit, collection, ref));
		if (!entry) return false;
		const given = (await signOffs.of(collection, ref, signedHash(entry))).length;
		const twoNeeded = warningColor !== undefined && settings().twoSignatures.includes(warningColor);
		return given >= (twoNeeded ? 2 : 1);
	}

	/** Releases what came into the repository by another way, and what a failed release left behind. */
	async function followContent(): Promise<void> {
		const isBehind = (await repository.head()) !== releaser.live()?.manifest.commit;
		if (isBehind && !(await releaser.isPinned())) await releaser.request();
	}

	function settings() {
		const live = releaser.live();
		if (!live) throw new Error('nothing has been released yet');
		return live.content.settings;
	}

	let runner: ReturnType<typeof startRunner> | undefined;
	await releaser.start();
	refuseFiction(settings(), config.siteUrl);
	const keys = await vapidKeys(keyedValues(store.db));
	const post = webPushPost(keys, config.vapidSubject ?? 'mailto:portal@localhost.localdomain');
	const jobs: readonly Job[] = [
		{
			name: 'alerts',
			every: 5_000,
			run: () =>
				sendAlerts({
					alerts,
					subscriptions,
					post,
					settings,
					siteUrl: config.siteUrl + config.basePath,
					fictionalMark: settings().fictional ? translator('zh-CN')('site.fictionalMark') : '',
					extraOrigins: config.pushExtraOrigins,
					now,
					log,
				}),
		},
		{ name: 'follow-content', every: 30_000, run: followContent },
		{ name: 'forget-reports', every: 3_600_000, run: () => reports.forget(now()) },
	];
	runner = startRunner(jobs, log);

	const secret = await authSecret(config.dataDir);
	const passwords = createPasswords();
	const auth = createAuth({ db: store.db, engine: store.engine, config, secret, passwords });
	const show = createShow({ renderer, releaser });
	const media = openMedia(join(config.dataDir, 'media'));
	const content = () => {
		const live = releaser.live();
		if (!live) throw new Error('nothing has been released yet');
		return live.content;
	};
	const overview = createStaffOverview({ announcements, alerts, records, releaser, reports });
	const app = createApp({
		config,
		auth,
		cms: {
			drafts,
			signOffs,
			repository,
			media,
			audit,
			content,
			release: () => releaser.request(),
			now,
		},
		desk: { reports, items, drafts, audit, matcher, responses: () => responses, settings, now },
		reports: { reports, items, responses: () => responses, settings, matcher, show, now },
		subscriptions: {
			subscriptions,
			settings,
			extraOrigins: config.pushExtraOrigins,
			publicKey: keys.publicKey,
			now,
		},
		staff: {
			auth,
			db: store.db,
			config,
			passwords,
			signInLimit: createSignInLimit(),
			overview,
			show,
			now,
		},
		publishing: {
			auth,
			releaser,
			confirmation: { announcements, alerts, isSigned },
			audit,
			wakeSender: () => runner?.wake('alerts'),
			now,
		},
		site: { releaser, objects, basePath: config.basePath, search: (path) => search.read(path) },
		isStoreUp: () =>
			records.highest().then(
				() => true,
				() => false,
			),
	});
	const token = await offerFirstAdministrator(store.db, now());
	return {
		app,
		firstAdministratorLink: token && welcomeUrl(config, token),
		store,
		reports,
		async close() {
			releaser.stop();
			await runner?.stop();
			await search.idle();
			await store.close();
		},
	};
}
