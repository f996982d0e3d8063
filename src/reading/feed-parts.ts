import type { Settings } from '../domain/settings.ts';

/** The parts of the site that have feeds of their own, by the folder that these stand in. */
export const partFolders = { areas: 'area', topics: 'topic', sources: 'source' } as const;

export type PartFolder = keyof typeof partFolders;

/** One area, one topic or one source. */
export interface FeedPart {
	readonly folder: PartFolder;
	readonly code: string;
}

/** Where the feeds of each area, topic and source stand, as `areas/999900101`. */
export function partFeeds(settings: Settings): string[] {
	return feedParts(settings).map(({ folder, code }) => `${folder}/${code}`);
}

export function feedParts(settings: Settings): FeedPart[] {
	return [
		...settings.areas.map(({ code }) => ({ folder: 'areas' as const, code })),
		...settings.topics.map(({ code }) => ({ folder: 'topics' as const, code })),
		...settings.partners.map(({ code }) => ({ folder: 'sources' as const, code })),
	];
}

/** The part that an address names; `undefined` when the settings know none of that name. */
export function feedPart(
	settings: Settings,
	{ part, code }: { readonly [param: string]: string | undefined },
): FeedPart | undefined {
	return feedParts(settings).find((each) => each.folder === part && each.code === code);
}
