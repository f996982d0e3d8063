import type { Announcement } from '../src/domain/announcement.ts';
import type { Moment, PublishedResponse, Renderer } from '../src/domain/site.ts';
import { announceRelease } from './actions/announce-release.ts';
import { followResponses } from './actions/follow-responses.ts';
import type { DeskMatcher } from './desk-matcher.ts';
import type { ObjectStore } from './release/objects.ts';
import type { LiveRelease } from './release/releaser.ts';
import type { SearchIndex } from './release/search.ts';
import { updateTree } from './release/tree.ts';
import type { StoreAreas } from './store/areas.ts';

/** What follows each release: the desk, the plain tree, the announcements, the search index. */
export interface ReleaseFollowers {
	/** Published answers to what residents asked, of the live release. */
	responses(): readonly PublishedResponse[];
	follow(live: LiveRelease, moment: Moment): Promise<void>;
}

export function createFollowers(parts: {
	readonly areas: StoreAreas;
	readonly renderer: Renderer;
	readonly matcher: DeskMatcher;
	readonly objects: ObjectStore;
	readonly search: SearchIndex;
	/** The folder that a web server in front may serve. */
	readonly treeFolder: string;
	readonly isSigned: (announcement: Announcement) => Promise<boolean>;
	/** Group robots, by their ids. */
	readonly robots: readonly string[];
	readonly wakeSender: () => void;
}): ReleaseFollowers {
	const { alerts, announcements, items, releases, robotMessages } = parts.areas;
	const { isSigned, robots } = parts;
	let responses: readonly PublishedResponse[] = [];
	return {
		responses: () => responses,
		async follow({ manifest, content, restored }, moment) {
			responses = parts.renderer.responses(content, moment);
			parts.matcher.follow(responses);
			await followResponses({ items, now: moment.now }, responses);
			await updateTree(parts.treeFolder, manifest, parts.objects);
			await announceRelease(
				{ announcements, alerts, robotMessages, robots, isSigned },
				{
					announcements: parts.renderer.announcements(content, moment),
					number: manifest.number,
					isFirst: (await releases.first()) === manifest.number,
					restored,
					now: moment.now,
				},
			);
			parts.wakeSender();
			parts.search.follow(manifest);
		},
	};
}
