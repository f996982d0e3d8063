import { minute } from '../../src/domain/time.ts';
import { type LiveRelease, type LiveSite, momentOf, type ReleaserParts } from './live-release.ts';
import { loadRelease, readReleased } from './load-release.ts';
import { prepareRelease, type Trail } from './make-release.ts';
import type { Manifest } from './manifest.ts';
import { startStopwatch } from './phases.ts';
import type { PageFailure } from './render.ts';

export interface Releaser extends LiveSite {
	/** Serves the last release, or makes the first, and repairs what a crash interrupted. What is newer than the last follows by itself. */
	start(): Promise<LiveRelease>;
	/** Resolves when what was newer at the start is live, or could not be made. */
	caughtUp(): Promise<LiveRelease>;
	/** Brings the site up to the newest commit and the present time. Requests made meanwhile are answered by one more run. */
	request(): Promise<LiveRelease>;
	/** Serves an earlier release and holds new ones until `resume`. `false` when there is no such release. */
	rollBack(number: number): Promise<boolean>;
	resume(): Promise<LiveRelease>;
	isPinned(): Promise<boolean>;
	/** Runs work while no release is being made. */
	betweenReleases(work: () => Promise<void>): Promise<void>;
	/** Makes bytes again that the disk has lost, in a release of their own. */
	mend(lost: ReadonlySet<string>): Promise<LiveRelease>;
	/** Starts nothing more, and resolves when nothing is under way. */
	stop(): Promise<void>;
}

/** Makes releases, one at a time. */
export function createReleaser(parts: ReleaserParts): Releaser {
	let current: LiveRelease | undefined;
	let trail: Trail | undefined;
	let line: Promise<unknown> = Promise.resolve();
	let waiting: Promise<LiveRelease> | undefined;
	let boundary: NodeJS.Timeout | undefined;
	/** The release of what others have put off, while it is being made. */
	let followUp: AbortController | undefined;
	let catchingUp: Promise<LiveRelease> | undefined;
	let failing: { since: Date; reason: string } | undefined;
	/** Hashes whose bytes the disk has lost. */
	let lost: ReadonlySet<string> = new Set();
	let stopped: Promise<void> | undefined;
	const stopping = new AbortController();

	function live(): LiveRelease {
		if (!current) throw new Error('the releaser has not been started');
		return current;
	}

	async function makeRelease(): Promise<LiveRelease> {
		if (stopping.signal.aborted || (await parts.records.pin())) return live();
		const watch = startStopwatch();
		const signal = AbortSignal.any([stopping.signal, ...(followUp ? [followUp.signal] : [])]);
		const missing = lost;
		const isOfFuture = current !== undefined && current.manifest.at > later(parts.now(), minute);
		const last = {
			current,
			isOfFuture,
			// What is lost, and what was made by a clock that was ahead, no change leads to.
			trail: missing.size > 0 || isOfFuture ? undefined : trail,
			lost: missing,
			signal,
			isFollowUp: followUp !== undefined,
		};
		// If this one fails the next looks at everything.
		trail = undefined;
		const prepared = await prepareRelease(parts, last, watch).catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			if (!signal.aborted) failing = { since: failing?.since ?? parts.now(), reason };
			throw error;
		});
		const { release } = prepared;
		const told = new Set(current?.failures.map(nameOf));
		const { number } = release.manifest;
		await watch.step('swap', () => parts.manifests.makeCurrent(number));
		failing = undefined;
		lost = lost.difference(missing);
		current = release;
		trail = prepared.trail;
		await parts.records.finish(number, release.rendered.length);
		if (trail.postponed.size > 0)
			timeRelease(parts.followUpAfterMs ?? usualFollowUpAfterMs, makeFollowUp);
		else scheduleBoundary();
		for (const failure of release.failures)
			if (!told.has(nameOf(failure))) parts.log.error('page not rendered', failure);
		await watch.step('follow', () =>
			parts.afterSwap(release, prepared.trail.state.moment, 'release', followUp && signal),
		);
		const rendered = release.rendered.length;
		const following = trail?.postponed.size ?? 0;
		parts.log.info('released', { number, rendered, following, phases: watch.phases() });
		if (parts.manifests.isFarFromBase()) rebaseLater();
		return release;
	}

	/** Releases and rollbacks stand in one line, so that none overtakes another. */
	function inLine<T>(work: () => Promise<T>): Promise<T> {
		const done = line.then(work);
		line = done.catch(() => undefined);
		return done;
	}

	/** Whoever asks while a release waits its turn is answered by that one: it reads the newest commit when it begins. */
	function request(): Promise<LiveRelease> {
		followUp?.abort();
		waiting ??= inLine(() => {
			waiting = undefined;
			return makeRelease();
		});
		return waiting;
	}

	/** Gives way to whoever asks for a release meanwhile; theirs puts the same pages off again. */
	function makeFollowUp(): Promise<LiveRelease> {
		return inLine(async () => {
			if (waiting) return live();
			const before = trail;
			const thisOne = new AbortController();
			followUp = thisOne;
			try {
				return await makeRelease();
			} catch (error) {
				if (!thisOne.signal.aborted) throw error;
				trail = before;
				return live();
			} finally {
				followUp = undefined;
			}
		});
	}

	/** After what readers wait for: the next releases then have less to write. */
	function rebaseLater(): void {
		inLine(async () => {
			if (!waiting) await parts.manifests.rebase(live().manifest);
		}).catch((error: unknown) => parts.log.error('manifest not rebased', { error: String(error) }));
	}

	/** Starts and ends release themselves: a timer waits for the next instant at which a page says something else. */
	function scheduleBoundary(): void {
		const until = current?.manifest.until;
		if (until) timeRelease(Math.max(until.getTime() - parts.now().getTime(), 0) + 1, request);
		else clearTimeout(boundary);
	}

	function timeRelease(milliseconds: number, release: () => Promise<LiveRelease>): void {
		clearTimeout(boundary);
		boundary = setTimeout(
			() => {
				release().catch((error: unknown) => {
					if (stopping.signal.aborted) return;
					parts.log.error('release at its time failed', { error: String(error) });
					timeRelease(retryMs, request);
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
		trail = undefined;
		clearTimeout(boundary);
		await parts.afterSwap(current, await momentOf(parts, manifest.number), 'rollback');
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

	async function end(): Promise<void> {
		stopping.abort();
		clearTimeout(boundary);
		await line;
		await saveReadings();
	}

	async function repair(last: LiveRelease): Promise<void> {
		const { number } = last.manifest;
		if (last.restored) await parts.holdUnfinished();
		else await parts.records.finish(number, 0);
		await parts.afterSwap(last, await momentOf(parts, number), 'release');
	}

	return {
		live: () => current,
		async start() {
			current = await loadRelease(parts);
			if (current) {
				await repair(current);
				// What was served before the stop is served on, whatever stands in the way of something newer.
				catchingUp = request().catch((error: unknown) => {
					if (!stopping.signal.aborted)
						parts.log.error('release at start failed', { error: String(error) });
					return live();
				});
				return current;
			}
			const first = await request();
			await saveReadings();
			return first;
		},
		failing: () => failing,
		caughtUp: () => catchingUp ?? Promise.resolve(live()),
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
		moment: () => momentOf(parts, current?.manifest.number ?? 0),
		mend(hashes) {
			lost = lost.union(hashes);
			return request();
		},
		stop() {
			stopped ??= end();
			return stopped;
		},
	};
}

function later(instant: Date, milliseconds: number): Date {
	return new Date(instant.getTime() + milliseconds);
}

function nameOf({ path, reason }: PageFailure): string {
	return `${path} ${reason}`;
}

const retryMs = 30_000;
const usualFollowUpAfterMs = 250;
/** Timers count in 32 bits. */
const longestTimer = 2 ** 31 - 1;
