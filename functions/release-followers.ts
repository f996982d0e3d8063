import type { Announcement } from '../src/domain/announcement.ts';
import { defaultLanguage } from '../src/domain/languages.ts';
import type { Moment, PublishedResponse, Renderer, SiteState } from '../src/domain/site.ts';
import { announceRelease } from './actions/announce-release.ts';
import { followResponses } from './actions/follow-responses.ts';
import { releaseItems } from './actions/release-items.ts';
import type { BannerState } from './banner/follow-banner.ts';
import type { ChannelIds } from './channels/channel-ids.ts';
import type { Repository } from './content/repository.ts';
import type { DeskMatcher } from './desk-matcher.ts';
import type { ExerciseDesk } from './exercise-desk.ts';
import type { Logger } from './log.ts';
import type { BackgroundWork } from './release/background.ts';
import type { LiveRelease, SwapKind } from './release/live-release.ts';
import type { PlainTree } from './release/tree.ts';
import type { StoreAreas } from './store/areas.ts';

/** What follows each release: the announcements, the desk, the plain tree, and the work in the background. */
export interface ReleaseFollowers {
	/** Published answers to what residents asked, of the live release. */
	responses(): readonly PublishedResponse[];
	/** Does what follows a swap. A follower that fails, or gives way, holds up no other, and is tried again by `retry`. */
	follow(live: LiveRelease, moment: Moment, kind: SwapKind, signal?: AbortSignal): Promise<void>;
	/** Does again what failed. */
	retry(): Promise<void>;
}

interface FollowerParts {
	readonly areas: StoreAreas;
	readonly renderer: Renderer;
	readonly repository: Pick<Repository, 'head' | 'blobAt'>;
	readonly matcher: DeskMatcher;
	/** What follows in the background. */
	readonly background: readonly BackgroundWork[];
	/** The folder that a web server in front may serve. */
	readonly tree: PlainTree;
	readonly banner: Pick<BannerState, 'treeWritten'>;
	/** The desk of the exercise that runs or ran last. */
	readonly exerciseDesk: Pick<ExerciseDesk, 'follow'>;
	readonly isSigned: (announcement: Announcement) => Promise<boolean>;
	readonly channels: ChannelIds;
	readonly wakeSender: () => void;
	readonly log: Logger;
}

export function createFollowers(parts: FollowerParts): ReleaseFollowers {
	let responses: readonly PublishedResponse[] = [];
	/** Those that the desk's items were brought in line with. */
	let followed: readonly PublishedResponse[] = [];
	let failed: (() => Promise<void>) | undefined;
	/** Up to which state everything was announced that is to be. */
	let announced: SiteState | undefined;

	async function follow(
		live: LiveRelease,
		moment: Moment,
		kind: SwapKind,
		signal?: AbortSignal,
	): Promise<void> {
		responses = parts.renderer.responses(live.content, moment);
		parts.matcher.follow(responses);
		const { items, drafts } = parts.areas;
		const desk = { items, drafts, repository: parts.repository, now: moment.now };
		const steps: Record<string, () => Promise<unknown>> = {
			async announce() {
				if (kind !== 'release') return;
				const isComplete = await announce(parts, live, moment, announced);
				if (isComplete) announced = { content: live.content, moment };
				parts.wakeSender();
			},
			async desk() {
				await followResponses({ ...desk, followed }, responses);
				followed = responses;
				const live = new Set(responses.map(({ ref }) => ref));
				await releaseItems(desk, (ref) => !live.has(ref));
			},
			exerciseDesk: () =>
				parts.exerciseDesk.follow(
					parts.renderer.exerciseResponses(live.content, moment),
					moment.now,
				),
			tree: async () => {
				await parts.tree.update(live.manifest, signal);
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
		if (signal?.aborted) failed = () => follow(live, moment, kind);
		for (const work of parts.background) work.follow(live.manifest);
	}

	return {
		responses: () => responses,
		follow,
		async retry() {
			await failed?.();
		},
	};
}

/** `false` when something waits for its page, and is to be looked at again. */
async function announce(
	parts: FollowerParts,
	live: LiveRelease,
	moment: Moment,
	since: SiteState | undefined,
): Promise<boolean> {
	const { alerts, announcements, releases, robotMessages } = parts.areas;
	const { isSigned, channels } = parts;
	const { number } = live.manifest;
	const first = await releases.first();
	const asked = parts.renderer.announcements(live.content, moment, since);
	const shown = asked.filter((each) => hasPage(live, each));
	await announceRelease(
		{ announcements, alerts, robotMessages, channels, isSigned },
		{
			announcements: shown,
			number,
			isFirst: first === undefined || first === number,
			restored: live.restored,
			now: moment.now,
		},
	);
	return shown.length === asked.length;
}

/** What a release asks to be announced. */
export function liveAnnouncements(
	renderer: Renderer,
	live: LiveRelease,
	moment: Moment,
): readonly Announcement[] {
	return renderer.announcements(live.content, moment).filter((each) => hasPage(live, each));
}

/** No alert leads to a page that is not there. */
function hasPage({ manifest }: LiveRelease, { texts }: Announcement): boolean {
	const path = texts[defaultLanguage]?.path;
	return path !== undefined && manifest.pages.has(path);
}
