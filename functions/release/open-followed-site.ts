import { join } from 'node:path';
import { deskFiguresObservation } from '../../src/domain/desk-figures.ts';
import { areaNames } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { createBannerReader } from '../banner/read-banner.ts';
import { repositoryToRead } from '../content/repository.ts';
import { teachMatcher } from '../desk-matcher.ts';
import type { PortalNeeds } from '../portal-needs.ts';
import type { ServedSite } from '../resident-parts.ts';
import type { StoreAreas } from '../store/areas.ts';
import { createCards } from './cards.ts';
import { createCompression } from './compression.ts';
import { type FollowedSite, followSite } from './followed-site.ts';
import { openManifests } from './manifest.ts';
import { openObjects } from './objects.ts';
import { createPointReports } from './point-reports.ts';
import { openReadings } from './readings-file.ts';
import { loadRenderer } from './renderer.ts';
import { createSearchIndex } from './search.ts';

/** The site that a machine beside the publisher serves, from the folder that the publisher writes or a copy of it. */
export async function openFollowedSite(
	{ config, root, now, log }: PortalNeeds,
	areas: StoreAreas,
): Promise<ServedSite & { readonly releaser: FollowedSite; stop(): Promise<void> }> {
	const { dataDir } = config;
	const { renderer, version } = await loadRenderer(root);
	const objects = openObjects(join(dataDir, 'objects'));
	let responses: readonly PublishedResponse[] = [];
	const content = () => {
		const live = releaser.live();
		if (!live) throw new Error('nothing has been released yet');
		return live.content;
	};
	const matcher = await teachMatcher({ ...areas, areas: () => areaNames(content().settings) });
	const points = createPointReports({
		reports: areas.helpPointReports,
		releaser: () => ({ request: () => Promise.reject(new Error('the publisher makes releases')) }),
		now,
	});
	const releaser = followSite({
		manifests: openManifests(join(dataDir, 'releases')),
		repository: repositoryToRead(config.contentRepo),
		readings: openReadings(dataDir, version),
		renderer,
		siteUrl: config.siteUrl,
		async observations() {
			// Keepers report on other machines too.
			await points.refresh();
			const figures = await areas.values.get(deskFiguresObservation);
			return {
				...points.observations(),
				...(figures !== undefined && { [deskFiguresObservation]: figures }),
			};
		},
		onRelease(live, moment) {
			responses = renderer.responses(live.content, moment);
			matcher.follow(responses);
		},
		now,
		log,
	});
	await releaser.look();
	if (!releaser.live())
		throw new Error(
			`Nothing has been released in ${dataDir}: share the publisher's folder with this machine, or copy it, first (${releaser.failing()?.reason ?? 'there is no release'}).`,
		);
	const idle = { isSending: async () => false, log };
	const compressed = async () => undefined;
	const banner = createBannerReader(dataDir, now, config.role === 'web');
	return {
		releaser,
		renderer,
		content,
		settings: () => content().settings,
		responses: () => responses,
		matcher,
		points,
		objects,
		compression: createCompression({ dataDir, objects, compressed, ...idle }),
		search: createSearchIndex({ folder: join(dataDir, 'search'), objects, ...idle }),
		cards: createCards({
			folder: join(dataDir, 'cards'),
			renderer,
			state: async () => undefined,
			...idle,
		}),
		banner,
		async stop() {
			banner.stop();
			await releaser.stop();
		},
	};
}
