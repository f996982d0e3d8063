import type { Content, Moment, Renderer } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';
import type { ReleaseRecords } from '../store/releases.ts';
import { type SiteFiles, uploadPages } from './files.ts';
import type { Manifest, Manifests } from './manifest.ts';
import type { ObjectStore } from './objects.ts';
import { checkSite, type PageFailure, renderSite } from './render.ts';

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

export interface ReleaserParts {
	readonly repository: Repository;
	readonly renderer: Renderer;
	/** The version of the renderer's code; another version renders everything again. */
	readonly rendererVersion: string;
	readonly objects: ObjectStore;
	readonly manifests: Manifests;
	readonly files: SiteFiles;
	readonly records: ReleaseRecords;
	readonly siteUrl: string;
	readonly observations: () => Promise<Readonly<Record<string, string>>>;
	readonly now: () => Date;
	readonly log: Logger;
	/** Runs when the store turns out to be older than what is served. */
	readonly holdUnfinished: () => Promise<void>;
	/** Runs after each swap, and again at start-up: what the live release asks for beside being read. */
	readonly afterSwap: (live: LiveRelease, moment: Moment) => Promise<void>;
}

export interface Releaser {
	/** What is served. Before `start` has finished there is nothing. */
	live(): LiveRelease | undefined;
	/** Serves the last release, or makes the first, and repairs what a crash interrupted. */
	start(): Promise<LiveRelease>;
	/** Brings the site up to the newest commit and the present time. Requests made meanwhile are answered by one more run. */
	request(): Promise<LiveRelease>;
	/** Serves an earlier release and holds new ones until `resume`. `false` when there is no such release. */
	rollBack(number: number): Promise<boolean>;
	resume(): Promise<LiveRelease>;
	isPinned(): Promise<boolean>;
	moment(): Promise<Moment>;
	stop(): void;
}

/** Makes releases, one at a time. */
export function createReleaser(parts: ReleaserParts): Releaser {
	let current: LiveRelease | undefined;
	let running: Promise<LiveRelease> | undefined;
	let next: Promise<LiveRelease> | undefined;
	let boundary: NodeJS.Timeout | undefined;

	function live(): LiveRelease {
		if (!current) throw new Error('the releaser has not been started');
		return current;
	}

	async function momentOf(number: number): Promise<Moment> {
		const now = parts.now();
		return {
			now,
			release: { number, at: now },
			siteUrl: parts.siteUrl,
			observations: await parts.observations(),
		};
	}

	async function makeRelease(): Promise<LiveRelease> {
		if (await parts.records.pin()) return live();
		const commit = await parts.repository.head();
		if (!commit) throw new Error('the content repository has no commit');
		const content = await parts.renderer.read(parts.repository.source(commit), current?.content);
		const number = (await highestNumber(parts)) + 1;
		const moment = await momentOf(number);
		await parts.records.begin({ number, commit, at: moment.now });
		const previous =
			current?.manifest.renderer === parts.rendererVersion ? current.manifest : undefined;
		const site = await renderSite(parts, content, moment, previous);
		const objections = checkSite(site);
		if (objections.length > 0) {
			await parts.records.fail(number);
			throw new Error(
				`release ${number} was not made live: ${objections.map((each) => `${each.path} ${each.reason}`).join(', ')}`,
			);
		}
		const pages = { ...parts.files, ...(await uploadPages(parts, commit)), ...site.pages };
		const manifest: Manifest = {
			number,
			at: moment.now,
			commit,
			renderer: parts.rendererVersion,
			pages,
			...(site.until ? { until: site.until } : {}),
		};
		await parts.manifests.write(manifest);
		await parts.manifests.makeCurrent(number);
		current = {
			manifest,
			content,
			failures: site.failures,
			rendered: site.rendered,
			restored: false,
		};
		await parts.records.finish(number, site.rendered.length);
		scheduleBoundary();
		for (const failure of site.failures) parts.log.error('page not rendered', failure);
		await parts.afterSwap(current, moment);
		return current;
	}

	async function loadCurrent(): Promise<LiveRelease | undefined> {
		const number = (await parts.records.pin()) ?? (await parts.manifests.currentNumber());
		const manifest = number === undefined ? undefined : await parts.manifests.read(number);
		if (!manifest) return undefined;
		const content = await parts.renderer.read(parts.repository.source(manifest.commit));
		// Each release is entered in the store before it can be served, so a release the store has not heard of means another store.
		const restored =
			!(await parts.records.has(manifest.number)) && (await parts.records.highest()) > 0;
		return { manifest, content, failures: [], rendered: [], restored };
	}

	function request(): Promise<LiveRelease> {
		if (!running) {
			running = makeRelease().finally(() => {
				running = undefined;
			});
			return running;
		}
		next ??= running
			.catch(() => undefined)
			.then(() => {
				next = undefined;
				return request();
			});
		return next;
	}

	/** Starts and ends release themselves: a timer waits for the next instant at which a page says something else. */
	function scheduleBoundary(): void {
		clearTimeout(boundary);
		const until = current?.manifest.until;
		if (!until) return;
		const longest = 2 ** 31 - 1;
		const wait = Math.min(Math.max(until.getTime() - parts.now().getTime(), 0) + 1, longest);
		boundary = setTimeout(() => {
			request().catch((error: unknown) =>
				parts.log.error('release at a boundary failed', { error: String(error) }),
			);
		}, wait);
		boundary.unref();
	}

	return {
		live: () => current,
		async start() {
			current = await loadCurrent();
			if (current?.restored) await parts.holdUnfinished();
			if (current) await parts.afterSwap(current, await momentOf(current.manifest.number));
			return request();
		},
		request,
		async rollBack(number) {
			const manifest = await parts.manifests.read(number);
			if (!manifest) return false;
			await running?.catch(() => undefined);
			await parts.records.setPin(number);
			const content = await parts.renderer.read(
				parts.repository.source(manifest.commit),
				current?.content,
			);
			await parts.manifests.makeCurrent(number);
			current = { manifest, content, failures: [], rendered: [], restored: false };
			clearTimeout(boundary);
			return true;
		},
		async resume() {
			await parts.records.setPin(undefined);
			return request();
		},
		isPinned: async () => (await parts.records.pin()) !== undefined,
		moment: () => momentOf(current?.manifest.number ?? 0),
		stop: () => clearTimeout(boundary),
	};
}

async function highestNumber({ manifests, records }: ReleaserParts): Promise<number> {
	return Math.max((await manifests.currentNumber()) ?? 0, await records.highest());
}
