import type { Content, Moment, Renderer } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';
import type { ReleaseRecords } from '../store/releases.ts';
import type { SiteFiles } from './files.ts';
import type { Manifest, Manifests } from './manifest.ts';
import type { ObjectStore } from './objects.ts';
import type { ReadingsFile } from './readings-file.ts';
import type { PageFailure } from './render.ts';

/** A release that is being served, with the content it was made from. */
export interface LiveRelease {
	readonly manifest: Manifest;
	readonly content: Content;
	readonly failures: readonly PageFailure[];
	/** Paths rendered for it. */
	readonly rendered: readonly string[];
	/** Whether the store is older than this release: it was restored from a backup. */
	readonly restored: boolean;
}

/** What is served, whoever makes it. */
export interface LiveSite {
	/** Before the first look at the disk there is nothing. */
	live(): LiveRelease | undefined;
	/** Since when what is newer cannot be served, and why; `undefined` while nothing stands in the way. */
	failing(): { readonly since: Date; readonly reason: string } | undefined;
	/** The moment at which answers are shown. */
	moment(): Promise<Moment>;
}

/** Going back to an earlier release tells nobody anything. */
export type SwapKind = 'release' | 'rollback';

export interface ReleaserParts {
	readonly repository: Repository;
	readonly renderer: Renderer;
	/** The version of the renderer's code; another version renders everything again. */
	readonly rendererVersion: string;
	readonly objects: ObjectStore;
	readonly manifests: Manifests;
	/** What content was read as before a restart. */
	readonly readings: ReadingsFile;
	readonly files: SiteFiles;
	readonly records: ReleaseRecords;
	readonly siteUrl: string;
	readonly observations: () => Promise<Readonly<Record<string, string>>>;
	readonly now: () => Date;
	/** How long what a release has put off waits for its own, in milliseconds: until then the first alerts have left. */
	readonly followUpAfterMs?: number;
	readonly log: Logger;
	/** Runs when the store turns out to be older than what is served. */
	readonly holdUnfinished: () => Promise<void>;
	/**
	 * Runs after each swap, and again at start-up: what the live release asks for beside being read. Never throws. Where
	 * somebody waits for the next release, or the portal stops, `signal` is aborted: what this one leaves undone is done with the next.
	 */
	readonly afterSwap: (
		live: LiveRelease,
		moment: Moment,
		kind: SwapKind,
		signal?: AbortSignal,
	) => Promise<void>;
}

/** The moment of a release that is made now. */
export async function momentOf(
	{ now, siteUrl, observations }: Pick<ReleaserParts, 'now' | 'siteUrl' | 'observations'>,
	number: number,
): Promise<Moment> {
	const at = now();
	return { now: at, release: { number, at }, siteUrl, observations: await observations() };
}
