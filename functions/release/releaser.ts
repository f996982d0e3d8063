import { settingsPath } from '../../src/domain/collections.ts';
import type { Content, Moment, Renderer } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';
import type { ReleaseRecords } from '../store/releases.ts';
import { type SiteFiles, uploadPages } from './files.ts';
import type { Manifest, Manifests } from './manifest.ts';
import type { ObjectStore } from './objects.ts';
import { startStopwatch } from './phases.ts';
import type { ReadingsFile } from './readings-file.ts';
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
	readonly log: Logger;
	/** Runs when the store turns out to be older than what is served. */
	readonly holdUnfinished: () => Promise<void>;
	/** Runs after each swap, and again at start-up: what the live release asks for beside being read. Never throws. */
	readonly afterSwap: (live: LiveRelease, moment: Moment, kind: SwapKind) => Promise<void>;
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
	/** Runs work while no release is being made. */
	betweenReleases(work: () => Promise<void>): Promise<void>;
	moment(): Promise<Moment>;
	/** Starts nothing more, and resolves when nothing is under way. */
	stop(): Promise<void>;
}

/** Makes releases, one at a time. */
export function createReleaser(parts: ReleaserParts): Releaser {
	let current: LiveRelease | undefined;
	let line: Promise<unknown> = Promise.resolve();
	let waiting: Promise<LiveRelease> | undefined;
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
		const { step, phases } = startStopwatch();
		const commit = await parts.repository.head();
		if (!commit) throw new Error('the content repository has no commit');
		const content = await step('read', () =>
			parts.renderer.read(parts.repository.source(commit), current?.content),
		);
		const number = (await highestNumber(parts)) + 1;
		const moment = await momentOf(number);
		await parts.records.begin({ number, commit, at: moment.now });
		const previous =
			current?.manifest.renderer === parts.rendererVersion ? current.manifest : undefined;
		const site = await step('render', () => renderSite(parts, content, moment, previous));
		const objections = checkSite(site);
		if (objections.length > 0) {
			await parts.records.fail(number);
			throw new Error(
				`release ${number} was not made live: ${objections.map((each) => `${each.path} ${each.reason}`).join(', ')}`,
			);
		}
		const uploads = await step('uploads', () => uploadPages(parts, commit));
		const manifest: Manifest = {
			number,
			at: moment.now,
			commit,
			renderer: parts.rendererVersion,
			pages: { ...parts.files, ...uploads, ...site.pages },
			...(site.until ? { until: site.until } : {}),
		};
		await step('manifest', () => parts.manifests.write(manifest));
		await step('swap', () => parts.manifests.makeCurrent(number));
		const { failures, rendered } = site;
		const release = { manifest, content, failures, rendered, restored: false };
		current = release;
		await parts.records.finish(number, rendered.length);
		scheduleBoundary();
		for (const failure of failures) parts.log.error('page not rendered', failure);
		await step('follow', () => parts.afterSwap(release, moment, 'release'));
		parts.log.info('released', { number, rendered: rendered.length, phases: phases() });
		return release;
	}

	async function loadCurrent(): Promise<LiveRelease | undefined> {
		const number = (await parts.records.pin()) ?? (await parts.manifests.currentNumber());
		const manifest = number === undefined ? undefined : await parts.manifests.read(number);
		if (!manifest) return undefined;
		const content = await readReleased(parts, manifest);
		// Each release is entered in the store before it can be served, so a release the store has not heard of means another store.
		const restored =
			!(await parts.records.has(manifest.number)) && (await parts.records.highest()) > 0;
		return { manifest, content, failures: [], rendered: [], restored };
	}

	/** Releases and rollbacks stand in one line, so that none overtakes another. */
	function inLine<T>(work: () => Promise<T>): Promise<T> {
		const done = line.then(work);
		line = done.catch(() => undefined);
		return done;
	}

	/** Whoever asks while a release waits its turn is answered by that one: it reads the newest commit when it begins. */
	function request(): Promise<LiveRelease> {
		waiting ??= inLine(() => {
			waiting = undefined;
			return makeRelease();
		});
		return waiting;
	}

	/** Starts and ends release themselves: a timer waits for the next instant at which a page says something else. */
	function scheduleBoundary(): void {
		const until = current?.manifest.until;
		if (until) releaseAfter(Math.max(until.getTime() - parts.now().getTime(), 0) + 1);
		else clearTimeout(boundary);
	}

	function releaseAfter(milliseconds: number): void {
		clearTimeout(boundary);
		boundary = setTimeout(
			() => {
				request().catch((error: unknown) => {
					parts.log.error('release at a boundary failed', { error: String(error) });
					releaseAfter(retryMs);
				});
			},
			Math.min(milliseconds, longestTimer),
		);
		boundary.unref();
	}

	async function serveAgain(manifest: Manifest): Promise<void> {
		const content = await readReleased(parts, manifest);
		await parts.manifests.makeCurrent(manifest.number);
		current = { manifest, content, failures: [], rendered: [], restored: false };
		clearTimeout(boundary);
		await parts.afterSwap(current, await momentOf(manifest.number), 'rollback');
	}

	async function saveReadings(): Promise<void> {
		if (!current) return;
		await parts.readings
			.save(parts.renderer.saveReadings(current.content))
			.catch((error: unknown) =>
				// A full disk must not keep the portal from starting or stopping.
				parts.log.error('readings not saved', { error: String(error) }),
			);
	}

	async function repair(last: LiveRelease): Promise<void> {
		const { number } = last.manifest;
		if (last.restored) await parts.holdUnfinished();
		else await parts.records.finish(number, 0);
		await parts.afterSwap(last, await momentOf(number), 'release');
	}

	return {
		live: () => current,
		async start() {
			current = await loadCurrent();
			if (!current) {
				const first = await request();
				await saveReadings();
				return first;
			}
			await repair(current);
			// What was served before the stop is served on, whatever stands in the way of something newer.
			return request().catch((error: unknown) => {
				parts.log.error('release at start failed', { error: String(error) });
				return live();
			});
		},
		request,
		rollBack: (number) =>
			inLine(async () => {
				const manifest = await parts.manifests.read(number);
				if (!manifest) return false;
				await parts.records.setPin(number);
				await serveAgain(manifest);
				return true;
			}),
		async resume() {
			await parts.records.setPin(undefined);
			return request();
		},
		betweenReleases: inLine,
		isPinned: async () => (await parts.records.pin()) !== undefined,
		moment: () => momentOf(current?.manifest.number ?? 0),
		async stop() {
			clearTimeout(boundary);
			await line;
			await saveReadings();
		},
	};
}

const retryMs = 30_000;
/** Timers count in 32 bits. */
const longestTimer = 2 ** 31 - 1;

/** The content of a release. Its commit may hold settings that could not be used: then those that its pages read are. */
async function readReleased(
	{ renderer, repository, readings }: Pick<ReleaserParts, 'renderer' | 'repository' | 'readings'>,
	manifest: Manifest,
): Promise<Content> {
	const source = repository.source(manifest.commit);
	const saved = await readings.load();
	const blob = manifest.pages['/']?.record?.reads['settings'];
	if (!blob) return renderer.read(source, undefined, saved);
	const withSettings = {
		list: async () => {
			const files = await source.list();
			return [...files.filter((file) => file.path !== settingsPath), { path: settingsPath, blob }];
		},
		read: source.read,
	};
	return renderer.read(withSettings, undefined, saved);
}

async function highestNumber({ manifests, records }: ReleaserParts): Promise<number> {
	return Math.max((await manifests.currentNumber()) ?? 0, await records.highest());
}
