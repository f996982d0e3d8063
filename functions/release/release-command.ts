import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { BackgroundWork } from './background.ts';

const againAfterMs = 5_000;

/**
 * Runs the operator's command after each release, such as one that copies the site to other machines. One run follows
 * another; releases meanwhile are followed by one more run; what fails is run again.
 */
export function createReleaseCommand(parts: {
	/** A line for the shell: `$1` is the data folder, `$2` the number of the release. */
	readonly command: string;
	readonly dataDir: string;
	readonly log: Logger;
}): BackgroundWork {
	const { command, dataDir, log } = parts;
	const stopping = new AbortController();
	let wanted: number | undefined;
	let working: Promise<void> | undefined;

	async function runAll(): Promise<void> {
		while (wanted !== undefined && !stopping.signal.aborted) {
			const number = wanted;
			wanted = undefined;
			const code = await run(number);
			if (code === 0 || stopping.signal.aborted) continue;
			log.error('the command after a release failed', { number, code });
			wanted ??= number;
			await setTimeout(againAfterMs, undefined, { signal: stopping.signal });
		}
	}

	function run(number: number): Promise<number | null> {
		const given = ['-c', command, 'release', dataDir, String(number)];
		const child = spawn('/bin/sh', given, { stdio: 'ignore' });
		return new Promise((resolve) => {
			child.once('error', () => resolve(null));
			child.once('close', resolve);
		});
	}

	return {
		follow({ number }) {
			wanted = number;
			working ??= runAll()
				.catch(() => undefined)
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
