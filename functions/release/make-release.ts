import type { SiteState } from '../../src/domain/site.ts';
import { type SiteFiles, uploadPages } from './files.ts';
import { type LiveRelease, momentOf, type ReleaserParts } from './live-release.ts';
import type { Manifest, ManifestPage, ManifestPages } from './manifest.ts';
import type { Stopwatch } from './phases.ts';
import { createReaders, type Readers } from './readers.ts';
import { checkSite, type RenderedBefore, type RenderedSite, renderSite } from './render.ts';

/** What a release leaves to the next, so that this looks only at what has changed. */
export interface Trail {
	readonly state: SiteState;
	readonly readers: Readers;
	readonly uploads: SiteFiles;
	/** Pages that were to be rendered and are not yet. */
	readonly postponed: ReadonlySet<string>;
	/** How many releases in a row have put pages off. */
	readonly timesPostponed: number;
}

interface LastRelease {
	readonly current: LiveRelease | undefined;
	readonly trail: Trail | undefined;
	/** Whether it was made by a clock that was ahead of what it is now. */
	readonly isOfFuture: boolean;
	/** Hashes whose bytes have to be made again. */
	readonly lost: ReadonlySet<string>;
	/** Ends the rendering when the portal stops, or when it gives way to another release. */
	readonly signal: AbortSignal;
	/** Whether this is the release of what earlier ones have put off. */
	readonly isFollowUp: boolean;
}

/** So many releases in a row may put pages off; somebody who publishes again and again holds up no area for long. */
const mostTimesPostponed = 10;

/** A release that is written and not yet live. */
export interface PreparedRelease {
	readonly release: LiveRelease;
	readonly trail: Trail;
}

/** Reads the newest commit, renders what it and the time have changed, and writes the manifest. */
export async function prepareRelease(
	parts: ReleaserParts,
	last: LastRelease,
	{ step }: Stopwatch,
): Promise<PreparedRelease> {
	const { current, trail, signal } = last;
	const commit = await parts.repository.head();
	if (!commit) throw new Error('the content repository has no commit');
	const content = await step('read', () =>
		parts.renderer.read(parts.repository.source(commit), current?.content),
	);
	// A store that has released, without anything released on the disk, was restored from a backup.
	const restored = current === undefined && (await parts.records.highest()) > 0;
	const number = (await highestNumber(parts)) + 1;
	const moment = await momentOf(parts, number);
	await parts.records.begin({ number, commit, at: moment.now });
	const state = { content, moment };
	const before = renderedBefore(parts, last);
	const site = await step('render', () => renderSite({ ...parts, signal }, state, before));
	const { pages: uploads, refused } = await step('uploads', () => uploadPages(parts, commit));
	const pages = trail
		? changedPages(before.pages, site, { now: uploads, before: trail.uploads })
		: allPages(before.pages, site, [parts.files, uploads]);
	const objections = checkSite(pages, site.failures);
	if (objections.length > 0) {
		await parts.records.fail(number);
		const reasons = objections.map((each) => `${each.path} ${each.reason}`).join(', ');
		throw new Error(`release ${number} was not made live: ${reasons}`);
	}
	// From here on it takes a moment only, and it is done.
	signal.throwIfAborted();
	const readers = trail ? followed(trail.readers, site) : createReaders(pages);
	const until = earlier(readers.until(), site.until);
	const manifest: Manifest = {
		number,
		at: moment.now,
		commit,
		renderer: parts.rendererVersion,
		pages,
		...(until ? { until } : {}),
	};
	await step('manifest', () => parts.manifests.write(manifest));
	const { postponed } = site;
	const failures = [...site.failures, ...refused];
	const timesPostponed = postponed.size > 0 ? (trail?.timesPostponed ?? 0) + 1 : 0;
	const rendered = [...site.fresh.keys()];
	return {
		release: { manifest, content, failures, rendered, restored },
		trail: { state, readers, uploads, postponed, timesPostponed },
	};
}

async function highestNumber({ manifests, records }: ReleaserParts): Promise<number> {
	return Math.max((await manifests.currentNumber()) ?? 0, await records.highest());
}

/** Pages of another version of the code are none: they ask for files that are no more. And what was made by a clock that was ahead may say that something is over which is not. */
function renderedBefore(
	{ rendererVersion }: ReleaserParts,
	{ current, trail, lost, isFollowUp, isOfFuture }: LastRelease,
): RenderedBefore {
	if (current?.manifest.renderer !== rendererVersion || isOfFuture)
		return { pages: new Map(), failures: [] };
	const { manifest } = current;
	// Media are no pages: what is wrong with them no rendering mends.
	const failures = current.failures.filter(({ path }) => !path.startsWith('/uploads/'));
	if (!trail) return { pages: withoutLost(manifest.pages, lost), failures };
	const mayPostpone = !isFollowUp && trail.timesPostponed < mostTimesPostponed;
	return { pages: manifest.pages, failures, trail: { ...trail, mayPostpone } };
}

function withoutLost(pages: ManifestPages, lost: ReadonlySet<string>): ManifestPages {
	if (lost.size === 0) return pages;
	return new Map([...pages].filter(([, { hash }]) => !lost.has(hash)));
}

function changedPages(
	before: ManifestPages,
	site: RenderedSite,
	uploads: { readonly now: SiteFiles; readonly before: SiteFiles },
): ManifestPages {
	const pages = new Map(before);
	for (const path of site.gone) pages.delete(path);
	for (const path of uploads.before.keys()) if (!uploads.now.has(path)) pages.delete(path);
	for (const [path, page] of [...uploads.now, ...site.fresh]) pages.set(path, page);
	return pages;
}

function allPages(
	before: ManifestPages,
	site: RenderedSite,
	files: readonly SiteFiles[],
): ManifestPages {
	const pages = new Map<string, ManifestPage>(files.flatMap((each) => [...each]));
	for (const [path, page] of before) if (page.record && !site.gone.has(path)) pages.set(path, page);
	for (const [path, page] of site.fresh) pages.set(path, page);
	return pages;
}

function followed(readers: Readers, { fresh, gone }: RenderedSite): Readers {
	for (const path of gone) readers.note(path, undefined);
	for (const [path, page] of fresh) readers.note(path, page);
	return readers;
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
	return a && b ? (a < b ? a : b) : (a ?? b);
}
