import { setImmediate } from 'node:timers/promises';
import type { RenderedPage, Renderer, SiteState } from '../../src/domain/site.ts';
import type { ManifestPage } from './manifest.ts';
import type { ObjectStore } from './objects.ts';
import type { Readers } from './readers.ts';

/** A page that could not be rendered. The release keeps its earlier bytes, or goes without it. */
export interface PageFailure {
	readonly path: string;
	readonly reason: string;
}

/** What a release has of its pages, and what it was made from. */
export interface RenderedBefore {
	readonly pages: ReadonlyMap<string, ManifestPage>;
	readonly failures: readonly PageFailure[];
	/** What led to the pages; without it every page is looked at. */
	readonly trail?: {
		readonly state: SiteState;
		readonly readers: Readers;
		readonly postponed: ReadonlySet<string>;
		/** Whether pages may be put off, and those that were may be so again. */
		readonly mayPostpone: boolean;
	};
}

/** How the pages of a state differ from those before. */
export interface RenderedSite {
	/** Pages that were rendered; all others stand as they were. */
	readonly fresh: ReadonlyMap<string, ManifestPage>;
	readonly gone: ReadonlySet<string>;
	/** Pages that stand as they were and are to be rendered soon, in a release that follows. */
	readonly postponed: ReadonlySet<string>;
	/** The next instant at which the list of paths changes. */
	readonly until?: Date | undefined;
	readonly failures: readonly PageFailure[];
}

interface Parts {
	readonly renderer: Renderer;
	readonly objects: ObjectStore;
	/** Ends the work when nobody waits for it any more. */
	readonly signal?: AbortSignal;
}

/** Renders what has changed, and nothing else. */
export async function renderSite(
	parts: Parts,
	state: SiteState,
	before: RenderedBefore,
): Promise<RenderedSite> {
	const { paths, gone, until } = pathsToLookAt(parts.renderer, state, before);
	const fresh = new Map<string, ManifestPage>();
	const failures: PageFailure[] = [];
	let keeping: Promise<void>[] = [];
	const stale = [...paths].filter((path) => {
		const record = before.pages.get(path)?.record;
		return !record || !parts.renderer.isFresh(record, state.content, state.moment);
	});
	const postponed = pagesThatFollow(parts.renderer, stale, before);
	for (const path of stale) {
		if (postponed.has(path)) continue;
		// Between two pages come those who read, and whoever wants something more urgent than this.
		await setImmediate();
		parts.signal?.throwIfAborted();
		const page = await renderPage(parts.renderer, path, state);
		if ('reason' in page) {
			failures.push(page);
			continue;
		}
		// The disk takes its time over each page; meanwhile the next ones are rendered.
		keeping.push(keep(parts.objects, path, page, fresh));
		if (keeping.length < mostAtOnce) continue;
		await Promise.all(keeping);
		keeping = [];
	}
	await Promise.all(keeping);
	return { fresh, gone, postponed, until, failures };
}

/** Below so many pages a release of their own would cost more than they do. */
const fewestThatFollow = 40;

/**
 * A notice for the whole county changes the feeds and pages of every area. Nobody waits for these as for the notice
 * itself, so they come in a release right behind it.
 */
function pagesThatFollow(
	renderer: Renderer,
	stale: readonly string[],
	{ pages, trail }: RenderedBefore,
): ReadonlySet<string> {
	if (!trail?.mayPostpone) return new Set();
	const following = stale.filter((path) => pages.has(path) && renderer.mayFollow(path));
	return new Set(following.length < fewestThatFollow ? [] : following);
}

/** Pages on their way to the disk at one time. */
const mostAtOnce = 64;

function pathsToLookAt(
	renderer: Renderer,
	state: SiteState,
	{ pages, failures, trail }: RenderedBefore,
): { paths: ReadonlySet<string>; gone: ReadonlySet<string>; until?: Date | undefined } {
	if (!trail) {
		const listed = renderer.paths(state.content, state.moment);
		const paths = new Set(listed.paths);
		const rendered = [...pages].flatMap(([path, { record }]) => (record ? [path] : []));
		return { paths, gone: new Set(rendered).difference(paths), until: listed.until };
	}
	const { come, gone, reads, until } = renderer.changes(trail.state, state);
	const failed = failures.map(({ path }) => path);
	const paths = new Set([
		...come,
		...trail.readers.of(reads, state.moment.now),
		...trail.postponed,
		...failed,
	]);
	return { paths: paths.difference(gone), gone, until };
}

function keep(
	objects: ObjectStore,
	path: string,
	{ body, type, status, record }: RenderedPage,
	fresh: Map<string, ManifestPage>,
): Promise<void> {
	const kept = objects.put(body).then((hash) => {
		fresh.set(path, { hash, type, status, record });
	});
	// A full disk is told where all are waited for.
	kept.catch(() => undefined);
	return kept;
}

async function renderPage(
	renderer: Renderer,
	path: string,
	{ content, moment }: SiteState,
): Promise<RenderedPage | PageFailure> {
	try {
		const page = await renderer.render(path, content, moment);
		const expected = path === '/404.html' ? 404 : 200;
		if (page.status !== expected) return { path, reason: `status ${page.status}` };
		return page.body.length === 0 ? { path, reason: 'empty' } : page;
	} catch (error) {
		return { path, reason: error instanceof Error ? error.message : String(error) };
	}
}

/** Pages without which no release goes live. */
const essential = ['/', '/notices/', '/404.html', '/alerts.json'];

/** What speaks against making a rendered site live; empty when nothing does. */
export function checkSite(
	pages: ReadonlyMap<string, ManifestPage>,
	failures: readonly PageFailure[],
): readonly PageFailure[] {
	const missing = essential
		.filter((path) => !pages.has(path))
		.map((path) => ({ path, reason: 'missing' }));
	return [...missing, ...failures.filter((failure) => essential.includes(failure.path))];
}
