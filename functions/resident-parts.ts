import type { Settings } from '../src/domain/settings.ts';
import type { Content, PublishedResponse, Renderer } from '../src/domain/site.ts';
import type { Banner } from './banner/banner.schema.ts';
import type { DeskMatcher } from './desk-matcher.ts';
import { createCapacity } from './intake/capacity.ts';
import { createCrowdCounter } from './intake/crowd.ts';
import { createProofs } from './intake/proof-of-work.ts';
import { openScreenshots, screenshotFolder } from './intake/screenshots.ts';
import type { RemoteState } from './jobs/remote-follower.ts';
import type { Runner } from './jobs/runner.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { createSubscribeLimit } from './push/subscribe-limit.ts';
import type { Cards } from './release/cards.ts';
import type { Compression } from './release/compression.ts';
import type { LiveSite } from './release/live-release.ts';
import type { ObjectStore } from './release/objects.ts';
import type { PointReports } from './release/point-reports.ts';
import type { SearchIndex } from './release/search.ts';
import type { ResidentParts } from './resident-routes.ts';
import type { ExerciseHearerParts } from './routes/exercise-hearers.ts';
import { createLinkLimit } from './routes/link-limit.ts';
import { createShow } from './routes/show.ts';
import { pageTexts, type SiteParts } from './routes/site.ts';
import { createUnavailable } from './routes/unavailable.ts';
import type { StoreAreas } from './store/areas.ts';
import { makeRoom } from './store/make-room.ts';
import { storedReports } from './store/report-copies.ts';
import type { ReportIntake } from './store/report-intake.ts';
import type { Store } from './store/store.ts';
import type { StoreHealth } from './store/store-health.ts';

/** The site as residents are served it, whoever makes it. */
export interface ServedSite {
	readonly releaser: LiveSite;
	readonly renderer: Renderer;
	readonly content: () => Content;
	readonly settings: () => Settings;
	readonly responses: () => readonly PublishedResponse[];
	readonly matcher: DeskMatcher;
	readonly points: Pick<PointReports, 'refresh'>;
	readonly objects: ObjectStore;
	readonly compression: Pick<Compression, 'read' | 'plain' | 'inMemory'>;
	readonly search: Pick<SearchIndex, 'read'>;
	readonly cards: Pick<Cards, 'read'>;
	readonly banner: { readonly current: () => Banner | undefined };
}

/** Who takes part in exercises, by a link or a session. */
export function exerciseHearerParts(
	{ config, now }: Pick<PortalNeeds, 'config' | 'now'>,
	given: {
		readonly areas: StoreAreas;
		readonly settings: () => Settings;
		readonly runner: Pick<Runner, 'wake'>;
	},
): ExerciseHearerParts {
	const { exerciseHearers, vapidKeys } = given.areas;
	return {
		exerciseHearers,
		settings: given.settings,
		vapidKeys,
		extraOrigins: config.pushExtraOrigins,
		onSubscribed: () => given.runner.wake('prepare-keys'),
		now,
	};
}

/** Puts together what residents' routes need. */
export function residentParts(
	{ config, now }: Pick<PortalNeeds, 'config' | 'now'>,
	given: {
		readonly store: Store;
		readonly areas: StoreAreas;
		readonly intake: ReportIntake;
		readonly site: ServedSite;
		readonly runner: Pick<Runner, 'wake'>;
		readonly secret: string;
		readonly health: StoreHealth;
		readonly remote: () => RemoteState | undefined;
		/** Ends when the process stops. */
		readonly stopping: AbortSignal;
	},
): ResidentParts {
	const { store, areas, intake, site, runner, secret, remote, stopping } = given;
	const { items, receiptWatches, reports, signedLinks, subscriptions } = areas;
	const { releaser, settings, responses, matcher, renderer, objects, content } = site;
	const { trustedProxies } = config;
	const show = createShow({ renderer, releaser, cms: config.cms });
	const served: SiteParts = {
		releaser,
		objects,
		compression: site.compression,
		basePath: config.basePath,
		banner: site.banner.current,
		search: (path) => site.search.read(path),
		cards: (path) => site.cards.read(path),
	};
	/** Which push addresses are taken, and how many of one client. */
	const addressRules = {
		extraOrigins: config.pushExtraOrigins,
		vapidKeys: areas.vapidKeys,
		limit: createSubscribeLimit(),
		trustedProxies,
	};
	return {
		reports: {
			reports,
			intake,
			items,
			images: areas.reportImages,
			comments: areas.incidentComments,
			incidents: async () => renderer.incidents(content(), await releaser.moment()),
			links: areas.reportLinks,
			screenshots: openScreenshots(screenshotFolder(config)),
			proofs: createProofs(secret),
			crowd: createCrowdCounter(),
			capacity: createCapacity({
				stored: () => storedReports(store.db),
				makeRoom: (most) => makeRoom(store.db, most),
			}),
			responses,
			settings,
			matcher,
			trustedProxies,
			show,
			now,
		},
		doorAnswers: {
			answers: areas.doorAnswers,
			crowd: createCrowdCounter(),
			responses,
			trustedProxies,
			now,
		},
		receiptWatches: { receiptWatches, reports, items, responses, settings, ...addressRules, now },
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
			trustedProxies,
			now,
		},
		links: {
			ticks: areas.villageTicks,
			content,
			moment: () => releaser.moment(),
			renderer,
			signedLinks,
			reports: areas.helpPointReports,
			/** The page that answers says what was just reported; the release follows. */
			onReported: async () => {
				await site.points.refresh();
				runner.wake('help-points');
			},
			hearers: exerciseHearerParts({ config, now }, { areas, settings, runner }),
			limit: createLinkLimit(),
			trustedProxies,
			config,
			show,
			now,
		},
		site: served,
		releaser,
		remote,
		isStopping: () => stopping.aborted,
		storeState: given.health.look,
		faults: {
			basePath: config.basePath,
			health: given.health,
			unavailable: createUnavailable(config.basePath, pageTexts(served)),
		},
	};
}
