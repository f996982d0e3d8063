import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { BackgroundWork } from './background.ts';
import { type RunLimits, runInShell } from './shell-run.ts';

const againAfterMs = 5_000;
/** The first copy of a whole site over a slow line is done by then; a stop leaves half a minute. */
const usualLimits: RunLimits = { longest: 30 * 60_000, afterStop: 30_000 };

/** The operator's command, which follows each release. */
export interface ReleaseCommand extends BackgroundWork {
	/** Runs once more for the release that was followed last: what belongs to it came after it. */
	again(): void;
}

/**
 * Runs the operator's command after each release, such as one that copies the site to other machines. One run follows
 * another; releases meanwhile are followed by one more run; what fails is run again.
 */
export function createReleaseCommand(parts: {
	/** A line for the shell: `$1` is the data folder, `$2` the number of the release. */
	readonly command: string;
	readonly dataDir: string;
	readonly log: Logger;
	readonly limits?: RunLimits;
}): ReleaseCommand {
	const { command, dataDir, log, limits = usualLimits } = parts;
	const stopping = new AbortController();
	let newest: number | undefined;
	let wanted: number | undefined;
	let working: Promise<void> | undefined;

	async function runAll(): Promise<void> {
		while (wanted !== undefined && !stopping.signal.aborted) {
			const number = wanted;
			wanted = undefined;
			const given = ['release', dataDir, String(number)];
			const ended = await runInShell(command, given, { limits, stopping: stopping.signal });
			if ((ended.code === 0 && !ended.isCut) || stopping.signal.aborted) continue;
			log.error('the command after a release failed', { number, ...ended });
			wanted ??= number;
			await setTimeout(againAfterMs, undefined, { signal: stopping.signal });
		}
	}

	function want(number: number): void {
		wanted = number;
		working ??= runAll()
			.catch(() => undefined)
			.finally(() => {
				working = undefined;
			});
	}

	return {
		follow({ number }) {
			newest = number;
			want(number);
		},
		again() {
			if (newest !== undefined) want(newest);
		},
		async stop() {
			stopping.abort();
			await working;
		},
	};
}
