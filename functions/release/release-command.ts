import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { BackgroundWork } from './background.ts';

const againAfterMs = 5_000;
/** So many bytes of what a command says are logged, of the end: programs say there why they gave up. */
const longestSaid = 500;

/** How a run of the command ended; `null` where there was no shell, or a signal. */
interface Ended {
	readonly code: number | null;
	/** The end of what it said on standard error. */
	readonly said: string;
}

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
}): ReleaseCommand {
	const { command, dataDir, log } = parts;
	const stopping = new AbortController();
	let newest: number | undefined;
	let wanted: number | undefined;
	let working: Promise<void> | undefined;

	async function runAll(): Promise<void> {
		while (wanted !== undefined && !stopping.signal.aborted) {
			const number = wanted;
			wanted = undefined;
			const { code, said } = await run(number);
			if (code === 0 || stopping.signal.aborted) continue;
			log.error('the command after a release failed', { number, code, said });
			wanted ??= number;
			await setTimeout(againAfterMs, undefined, { signal: stopping.signal });
		}
	}

	async function run(number: number): Promise<Ended> {
		const given = ['-c', command, 'release', dataDir, String(number)];
		// A file and no pipe: what the command leaves running holds nothing up, and is not ended by what it says.
		// On a full disk the command runs all the same.
		await using errors = await unnamedFile().catch(() => undefined);
		const stdio = ['ignore', 'ignore', errors?.fd ?? 'ignore'] as const;
		const child = spawn('/bin/sh', given, { stdio: [...stdio] });
		const code = await new Promise<number | null>((resolve) => {
			child.once('error', () => resolve(null));
			child.once('close', resolve);
		});
		return { code, said: errors ? await endOf(errors).catch(() => '') : '' };
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

async function unnamedFile(): Promise<FileHandle> {
	const path = join(tmpdir(), `mingbai-${randomUUID()}`);
	const file = await open(path, 'wx+', 0o600);
	await rm(path);
	return file;
}

async function endOf(file: FileHandle): Promise<string> {
	const { size } = await file.stat();
	const position = Math.max(0, size - longestSaid);
	const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(longestSaid), position });
	return buffer.toString('utf8', 0, bytesRead).trim();
}
