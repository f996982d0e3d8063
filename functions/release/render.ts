import type { Content, Moment, RenderedPage, Renderer } from '../../src/domain/site.ts';
import type { Manifest, ManifestPage } from './manifest.ts';
import type { ObjectStore } from './objects.ts';

/** A page that could not be rendered. The release keeps its earlier bytes, or goes without it. */
export interface PageFailure {
	readonly path: string;
	readonly reason: string;
}

export interface RenderedSite {
	readonly pages: Record<string, ManifestPage>;
	readonly until?: Date | undefined;
	/** Paths that were rendered; all others stand as they were. */
	readonly rendered: readonly string[];
	readonly failures: readonly PageFailure[];
}

/** Renders what has changed since a previous release, and nothing else. */
export async function renderSite(
	{ renderer, objects }: { renderer: Renderer; objects: ObjectStore },
	content: Content,
	moment: Moment,
	previous: Manifest | undefined,
): Promise<RenderedSite> {
	const listed = renderer.paths(content, moment);
	const pages: Record<string, ManifestPage> = {};
	const rendered: string[] = [];
	const failures: PageFailure[] = [];
	let keeping: Promise<void>[] = [];
	for (const path of listed.paths) {
		const before = previous?.pages[path];
		if (before?.record && renderer.isFresh(before.record, content, moment)) {
			pages[path] = before;
			continue;
		}
		const page = await renderPage(renderer, path, content, moment);
		if ('reason' in page) {
			failures.push(page);
			if (before) pages[path] = before;
			continue;
		}
		rendered.push(path);
		// The disk takes its time over each page; meanwhile the next ones are rendered.
		const kept = objects.put(page.body).then((hash) => {
			pages[path] = { hash, type: page.type, status: page.status, record: page.record };
		});
		// A full disk is told below, where all are waited for.
		kept.catch(() => undefined);
		keeping.push(kept);
		if (keeping.length < mostAtOnce) continue;
		await Promise.all(keeping);
		keeping = [];
	}
	await Promise.all(keeping);
	const inOrder = Object.fromEntries(
		listed.paths.flatMap((path) => {
			const page = pages[path];
			return page ? [[path, page] as const] : [];
		}),
	);
	return { pages: inOrder, until: earliest(listed.until, pages), rendered, failures };
}

/** Pages on their way to the disk at one time. */
const mostAtOnce = 64;

async function renderPage(
	renderer: Renderer,
	path: string,
	content: Content,
	moment: Moment,
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

function earliest(
	listed: Date | undefined,
	pages: Readonly<Record<string, ManifestPage>>,
): Date | undefined {
	let first = listed;
	for (const page of Object.values(pages)) {
		const until = page.record?.until;
		if (until && (!first || until < first)) first = until;
	}
	return first;
}

/** Pages without which no release goes live. */
const essential = ['/', '/notices/', '/404.html', '/alerts.json'];

/** What speaks against making a rendered site live; empty when nothing does. */
export function checkSite(site: RenderedSite): readonly PageFailure[] {
	const missing = essential
		.filter((path) => !site.pages[path])
		.map((path) => ({ path, reason: 'missing' }));
	return [...missing, ...site.failures.filter((failure) => essential.includes(failure.path))];
}
