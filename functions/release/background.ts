import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { Manifest } from './manifest.ts';

/** When work in the background may be done, in milliseconds. */
export interface Pace {
	/** How long no further release must have come. */
	readonly quiet: number;
	/** How long it waits at most: for quiet, for alerts to be sent, for a crowd to pass. */
	readonly longestWait: number;
}

export const usualPace: Pace = { quiet: 3_000, longestWait: 120_000 };
const lookAgain = 250;
/** The share of its time that the main thread is at work from which on readers would feel more of it. */
const crowdedFrom = 0.5;

/** Work that follows the live release and is never waited for. */
export interface BackgroundWork {
	/** Asks for the work for a release; requests made while it is being done are answered by the newest. */
	follow(manifest: Manifest): void;
	/** Resolves when nothing is being done any more; what was under way is left. */
	stop(): Promise<void>;
}

/** How work gives way to what is more urgent. */
export interface Turn {
	/** Resolves when releases, alerts and residents leave the machine to it; rejects when the portal stops. */
	untilCalm(): Promise<void>;
	/** Ends when the portal stops. */
	readonly signal: AbortSignal;
}

/** Does work for the newest release when nothing more urgent is going on. */
export function inBackground({
	name,
	work,
	isSending,
	onDone = () => undefined,
	log,
	pace = usualPace,
	busyShare = mainThreadShare(),
}: {
	/** Names the work in the log. */
	readonly name: string;
	/** Says whether anything is there now that was not before. */
	readonly work: (manifest: Manifest, turn: Turn) => Promise<boolean>;
	/** Whether an alert is on its way: then the machine has better things to do. */
	readonly isSending: () => Promise<boolean>;
	/** Told each time that the work for a release has made something. */
	readonly onDone?: (() => void) | undefined;
	readonly log: Logger;
	readonly pace?: Pace | undefined;
	/** The share of its time that the main thread was at work since this was asked last. */
	readonly busyShare?: () => number;
}): BackgroundWork {
	const stopping = new AbortController();
	let wanted: Manifest | undefined;
	let wantedAt = 0;
	let working: Promise<void> | undefined;

	async function untilCalm(): Promise<void> {
		const latest = performance.now() + pace.longestWait;
		while (performance.now() < latest) {
			stopping.signal.throwIfAborted();
			const isQuiet = performance.now() - wantedAt >= pace.quiet;
			const isCalm = busyShare() < crowdedFrom && isQuiet && !(await isSending());
			if (isCalm) return;
			await setTimeout(lookAgain, undefined, { signal: stopping.signal });
		}
	}

	async function workForNewest(): Promise<void> {
		while (wanted) {
			await untilCalm();
			const manifest = wanted;
			wanted = undefined;
			if (await work(manifest, { untilCalm, signal: stopping.signal })) onDone();
		}
	}

	return {
		follow(manifest) {
			wanted = manifest;
			wantedAt = performance.now();
			working ??= workForNewest()
				.catch((error: unknown) => {
					if (!stopping.signal.aborted) log.error(`${name} failed`, { error: String(error) });
				})
				.finally(() => {
					working = undefined;
				});
		},
		async stop() {
			stopping.abort();
			await working;
		},
	};
}

function mainThreadShare(): () => number {
	let before = performance.eventLoopUtilization();
	return () => {
		const now = performance.eventLoopUtilization();
		const { utilization } = performance.eventLoopUtilization(now, before);
		before = now;
		return utilization;
	};
}
