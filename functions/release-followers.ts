import type { Announcement } from '../src/domain/announcement.ts';
import { defaultLanguage } from '../src/domain/languages.ts';
import type { Moment, PublishedResponse, Renderer } from '../src/domain/site.ts';
import { announceRelease } from './actions/announce-release.ts';
import { followResponses } from './actions/follow-responses.ts';
import type { BannerState } from './banner/follow-banner.ts';
import type { DeskMatcher } from './desk-matcher.ts';
import type { Logger } from './log.ts';
import type { ObjectStore } from './release/objects.ts';
import type { LiveRelease, SwapKind } from './release/releaser.ts';
import type { SearchIndex } from './release/search.ts';
import { updateTree } from './release/tree.ts';
import type { StoreAreas } from './store/areas.ts';

/** What follows each release: the announcements, the desk, the plain tree, the search index. */
export interface ReleaseFollowers {
	/** Published answers to what residents asked, of the live release. */
	responses(): readonly PublishedResponse[];
	/** Does what follows a swap. A follower that fails holds up no other, and is tried again by `retry`. */
	follow(live: LiveRelease, moment: Moment, kind: SwapKind): Promise<void>;
	/** Does again what failed. */
	retry(): Promise<void>;
}

interface FollowerParts {
	readonly areas: StoreAreas;
	readonly renderer: Renderer;
	readonly matcher: DeskMatcher;
	readonly objects: ObjectStore;
	readonly search: SearchIndex;
	/** The folder that a web server in front may serve. */
	readonly treeFolder: string;
	readonly banner: Pick<BannerState, 'treeWritten'>;
	readonly isSigned: (announcement: Announcement) => Promise<boolean>;
	/** Group robots, by their ids. */
	readonly robots: readonly string[];
	readonly exerciseRobots: readonly string[];
	readonly wakeSender: () => void;
	readonly log: Logger;
}

export function createFollowers(parts: FollowerParts): ReleaseFollowers {
	let responses: readonly PublishedResponse[] = [];
	let failed: (() => Promise<void>) | undefined;

	async function follow(live: LiveRelease, moment: Moment, kind: SwapKind): Promise<void> {
		responses = parts.renderer.responses(live.content, moment);
		parts.matcher.follow(responses);
		const { items } = parts.areas;
		const steps: Record<string, () => Promise<unknown>> = {
			announce: () => (kind === 'release' ? announce(parts, live, moment) : Promise.resolve()),
			desk: () => followResponses({ items, now: moment.now }, responses),
			tree: async () => {
				await updateTree(parts.treeFolder, live.manifest, parts.objects);
				await parts.banner.treeWritten();
			},
		};
		failed = undefined;
		for (const [step, run] of Object.entries(steps)) {
			await run().catch((error: unknown) => {
				parts.log.error('a release was not followed', { step, error: String(error) });
				failed = () => follow(live, moment, kind);
			});
		}
		parts.wakeSender();
		parts.search.follow(live.manifest);
	}

	return {
		responses: () => responses,
		follow,
		async retry() {
			await failed?.();
		},
	};
}

async function announce(parts: FollowerParts, live: LiveRelease, moment: Moment): Promise<void> {
	const { alerts, announcements, releases, robotMessages } = parts.areas;
	const { isSigned, robots, exerciseRobots } = parts;
	const { number } = live.manifest;
	const first = await releases.first();
	await announceRelease(
		{ announcements, alerts, robotMessages, robots, exerciseRobots, isSigned },
		{
			announcements: liveAnnouncements(parts.renderer, live, moment),
			number,
			isFirst: first === undefined || first === number,
			restored: live.restored,
			now: moment.now,
		},
	);
}

/** What a release asks to be announced, of the pages that it really has: no alert leads to a page that is not there. */
export function liveAnnouncements(
	renderer: Renderer,
	live: LiveRelease,
	moment: Moment,
): readonly Announcement[] {
	return renderer.announcements(live.content, moment).filter(({ status, texts }) => {
		const path = texts[defaultLanguage]?.path;
		return status !== 'actual' || (path !== undefined && path in live.manifest.pages);
	});
}
