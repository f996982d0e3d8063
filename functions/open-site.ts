import { join } from 'node:path';
import { deskFiguresObservation } from '../src/domain/desk-figures.ts';
import { areaNames } from '../src/domain/settings.ts';
import type { SiteState } from '../src/domain/site.ts';
import {
	publicKeysObservation,
	writePublicKeys,
} from '../src/domain/verification/public-keys.schema.ts';
import { releaseItems } from './actions/release-items.ts';
import { rotateSigningKey } from './actions/rotate-signing-key.ts';
import { createBannerState } from './banner/follow-banner.ts';
import { channelIds } from './channels/channel-ids.ts';
import { prepareContent } from './content/prepare.ts';
import { openRemote, type Remote } from './content/remote.ts';
import { openRepository } from './content/repository.ts';
import { createSignatureCheck } from './content/signature-check.ts';
import { teachMatcher } from './desk-matcher.ts';
import { createExerciseDesk } from './exercise-desk.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { createCards } from './release/cards.ts';
import { compressedFolder, createCompression } from './release/compression.ts';
import { readSiteFiles } from './release/files.ts';
import { lastManifest } from './release/last-manifest.ts';
import { type Manifests, openManifests } from './release/manifest.ts';
import { createMender } from './release/mender.ts';
import { openObjects } from './release/objects.ts';
import { createPointReports } from './release/point-reports.ts';
import { pruneReleases } from './release/prune.ts';
import { openReadings } from './release/readings-file.ts';
import { createReleaseCommand } from './release/release-command.ts';
import { createReleaser, type Releaser } from './release/releaser.ts';
import { loadRenderer } from './release/renderer.ts';
import { createSearchIndex } from './release/search.ts';
import { openTree } from './release/tree.ts';
import { createFollowers, liveAnnouncements, type ReleaseFollowers } from './release-followers.ts';
import { publishKeys } from './signing/publish-keys.ts';
import { openSigningKeys } from './signing/signing-keys.ts';
import type { StoreAreas } from './store/areas.ts';

/** What makes and serves the pages. */
export type Site = Awaited<ReturnType<typeof openSite>>;

/** Content, renderer and releases: everything that makes the pages. */
export async function openSite(
	{ config, root, now, log, stopping }: PortalNeeds & { readonly stopping: AbortSignal },
	areas: StoreAreas,
) {
	const { announcements, emergencies, items, releases, reports, signOffs } = areas;
	const repository = await openRepository(config.contentRepo);
	const signingKeys = await openSigningKeys(config.dataDir, now());
	const { renderer, version, clientFolder } = await loadRenderer(root);
	const objectsFolder = join(config.dataDir, 'objects');
	const objects = openObjects(objectsFolder, { onLost: (hash) => mender.lost(hash) });
	const manifests = openManifests(join(config.dataDir, 'releases'));
	const released = await releasedCommit(manifests, releases);
	const remote = config.contentRemote && openRemote(config.contentRepo, config.contentRemote);
	const remoteTip = (await repository.head()) ? undefined : await firstContent(remote, released);
	await prepareContent(repository, {
		root,
		siteUrl: config.siteUrl,
		now: now(),
		sign: signingKeys.sign,
		released,
		remoteTip,
	});
	const keepKeysPublished = async () => {
		const foreign = await publishKeys(repository, signingKeys, now());
		if (foreign.length > 0)
			log.error('the content named signing keys that are not this portal’s', { keys: foreign });
	};
	await keepKeysPublished();
	// Before anything is put in, so that nothing new is taken for unused.
	const folders = [objectsFolder, join(config.dataDir, compressedFolder)];
	const prune = async () => pruneReleases({ manifests, folders }, await releases.pin());
	await prune();
	const treeFolder = join(config.dataDir, 'site');
	const tree = openTree({ folder: treeFolder, objects, manifest: manifests.read });
	const isSending = async () => (await areas.alerts.sending()).length > 0;
	const { dataDir } = config;
	const releaseCommand =
		config.releaseCommand === undefined
			? undefined
			: createReleaseCommand({ command: config.releaseCommand, dataDir, log });
	// What follows a release belongs on the other machines, too.
	const onDone = () => releaseCommand?.again();
	const behind = { isSending, onDone, log };
	const search = createSearchIndex({ folder: join(dataDir, 'search'), objects, ...behind });
	const compressed = tree.placeCompressed;
	const compression = createCompression({ dataDir, objects, compressed, ...behind });
	const cards = createCards({
		folder: join(dataDir, 'cards'),
		renderer,
		state: () => liveState(releaser),
		...behind,
	});
	const content = () => liveContent(releaser);
	const settings = () => content().settings;
	const matcher = await teachMatcher({ items, reports, areas: () => areaNames(settings()) });
	const exerciseDesk = createExerciseDesk({
		config,
		exercises: areas.exercises,
		areaNames: () => areaNames(settings()),
		stopping,
		log,
	});
	const isSigned = createSignatureCheck({
		repository,
		signOffs,
		emergencies,
		settings,
		liveCommit: () => releaser.live()?.manifest.commit,
	});
	let wakeSender: () => void = () => undefined;
	const banner = createBannerState({
		dataDir: config.dataDir,
		treeFolder,
		audit: areas.audit,
		now,
	});
	const followers: ReleaseFollowers = createFollowers({
		repository,
		banner,
		areas,
		renderer,
		matcher,
		exerciseDesk,
		tree,
		background: [search, compression, cards, ...(releaseCommand ? [releaseCommand] : [])],
		isSigned,
		channels: channelIds(config, settings),
		log,
		wakeSender: () => wakeSender(),
	});
	const takeSiteFiles = () => readSiteFiles(clientFolder, objects);
	const mender = createMender({
		folder: objectsFolder,
		takeSiteFiles,
		releaser: () => releaser,
		log,
	});
	const points = createPointReports({
		reports: areas.helpPointReports,
		releaser: () => releaser,
		now,
	});
	await points.refresh();
	const releaser: Releaser = createReleaser({
		repository,
		renderer,
		rendererVersion: version,
		objects,
		manifests,
		readings: openReadings(config.dataDir, version),
		files: await takeSiteFiles(),
		records: releases,
		siteUrl: config.siteUrl,
		observations: async () => ({
			...points.observations(),
			[publicKeysObservation]: writePublicKeys(signingKeys.publicKeys()),
			...named(deskFiguresObservation, await areas.values.get(deskFiguresObservation)),
		}),
		now,
		log,
		holdUnfinished: () => announcements.holdUnfinished(now()),
		afterSwap: followers.follow,
	});
	return {
		repository,
		remote,
		signingKeys,
		keepKeysPublished,
		/** Signs with a new key from now on, and shows that. */
		async rotateSigningKey(compromisedSince: Date | undefined) {
			const rotation = { repository, keys: signingKeys, signOffs, keepKeysPublished, now };
			await rotateSigningKey(rotation, compromisedSince);
			await releaser.request();
		},
		renderer,
		points,
		objects,
		search,
		compression,
		cards,
		releaseCommand,
		matcher,
		exerciseDesk,
		/** Lets the items of a response that was thrown away be answered anew, those of an exercise too. */
		async releaseItemsOf(ref: string) {
			const exercise = await exerciseDesk.opened();
			for (const each of [items, exercise?.areas.items])
				if (each)
					await releaseItems(
						{ items: each, drafts: areas.drafts, repository, now: now() },
						(name) => name === ref,
					);
		},
		releaser,
		content,
		settings,
		isSigned,
		banner,
		responses: followers.responses,
		retryFollowers: followers.retry,
		prune: () => releaser.betweenReleases(prune),
		/** Ends what follows releases, and lets go of what it has open. */
		async stop() {
			mender.stop();
			await exerciseDesk.close();
			await Promise.all([search.stop(), compression.stop(), cards.stop(), releaseCommand?.stop()]);
		},
		/** What the live release asks to be announced. */
		async announcements() {
			const live = releaser.live();
			return live ? liveAnnouncements(renderer, live, await releaser.moment()) : [];
		},
		/** The sender starts after the first release, which may already have something for it. */
		senderIs(wake: () => void) {
			wakeSender = wake;
		},
	};
}

/** An observation, where there is one. */
function named(name: string, value: string | undefined): Readonly<Record<string, string>> {
	return value === undefined ? {} : { [name]: value };
}

async function liveState(releaser: Releaser): Promise<SiteState | undefined> {
	const live = releaser.live();
	return live && { content: live.content, moment: await releaser.moment() };
}

function liveContent(releaser: Releaser) {
	const live = releaser.live();
	if (!live) throw new Error('nothing has been released yet');
	return live.content;
}

/** What a new portal begins with, where its Git host has content. */
async function firstContent(
	remote: Remote | undefined,
	released: string | undefined,
): Promise<string | undefined> {
	// What was released before is looked for in our own repository first, which needs no host.
	if (!remote || released !== undefined || !(await remote.tip())) return undefined;
	const fetched = await remote.fetch(undefined);
	if ('tip' in fetched) return fetched.tip;
	throw new Error(
		`There is no content yet, and what is at CONTENT_REMOTE cannot be taken: ${fetched.refusal.kind} ${fetched.refusal.path ?? ''}`,
	);
}

/** The commit of the live release, as far as the disk and the store know of one. */
async function releasedCommit(
	manifests: Manifests,
	releases: StoreAreas['releases'],
): Promise<string | undefined> {
	const manifest = await lastManifest(manifests);
	if (manifest) return manifest.commit;
	const isKnown = (await manifests.currentNumber()) !== undefined || (await releases.highest()) > 0;
	return isKnown ? 'unknown' : undefined;
}
