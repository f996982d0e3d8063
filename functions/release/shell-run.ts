import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** So many bytes of what a command says are kept, of the end: programs say there why they gave up. */
const longestSaid = 500;
/** How long a command has to end after it was asked to, in milliseconds. */
const toEndWithin = 5_000;

/** How long a command may run, in milliseconds. */
export interface RunLimits {
	readonly longest: number;
	/** How much longer when it is to stop: a copy that is nearly there is let through. */
	readonly afterStop: number;
}

/** How a run of a command ended. */
export interface Ended {
	/** `null` where there was no shell, or a signal ended it. */
	readonly code: number | null;
	/** The end of what it said on standard error, or why it could not be started. */
	readonly said: string;
	/** Whether it was ended because it ran for too long. */
	readonly isCut: boolean;
}

/** Runs a line for the shell, whose `$0`, `$1` … are given. After its time it is ended, with what it started. */
export async function runInShell(
	command: string,
	given: readonly string[],
	{ limits, stopping }: { readonly limits: RunLimits; readonly stopping: AbortSignal },
): Promise<Ended> {
	// A file and no pipe: what the command leaves running holds nothing up, and is not ended by what it says.
	// On a full disk the command runs all the same.
	await using errors = await unnamedFile().catch(() => undefined);
	const stdio = ['ignore', 'ignore', errors?.fd ?? 'ignore'] as const;
	const run = { args: ['-c', command, ...given], stdio, limits, stopping };
	const ended = await runOnce(run).catch((error: unknown) => ({
		code: null,
		isCut: false,
		said: String(error),
	}));
	return { ...ended, said: (errors && (await endOf(errors).catch(() => ''))) || ended.said };
}

/** Waits for the end of a command, and of all that it started where it had to be ended. */
async function runOnce({
	args,
	stdio,
	limits,
	stopping,
}: {
	readonly args: readonly string[];
	readonly stdio: readonly ('ignore' | number)[];
	readonly limits: RunLimits;
	readonly stopping: AbortSignal;
}): Promise<Ended> {
	const child = spawn('/bin/sh', args, { stdio: [...stdio], detached: true });
	using limit = endInTime(child, limits, stopping);
	const [code] = (await once(child, 'exit')) as [number | null];
	if (limit.isCut()) await untilGone(child);
	return { code, isCut: limit.isCut(), said: '' };
}

/** Asks a command to end when its time is over, and makes it where it does not. */
function endInTime(child: ChildProcess, { longest, afterStop }: RunLimits, stopping: AbortSignal) {
	let isCut = false;
	const timers = [setTimeout(cut, longest)];
	const stop = () => timers.push(setTimeout(cut, afterStop));
	if (stopping.aborted) stop();
	else stopping.addEventListener('abort', stop);

	function cut(): void {
		if (isCut) return;
		isCut = true;
		signalGroup(child, 'SIGTERM');
		timers.push(setTimeout(() => signalGroup(child, 'SIGKILL'), toEndWithin));
	}

	return {
		isCut: () => isCut,
		[Symbol.dispose]() {
			stopping.removeEventListener('abort', stop);
			for (const timer of timers) clearTimeout(timer);
		},
	};
}

/** What a shell started may outlive it, and hear of no request to end. */
async function untilGone(child: ChildProcess): Promise<void> {
	const lookEveryMs = 50;
	for (let waited = 0; waited < 2 * toEndWithin; waited += lookEveryMs) {
		if (!signalGroup(child, 0)) return;
		await pause(lookEveryMs);
	}
}

/** A command is the first of a group of its own; what it started is in that, too. Says whether any of it was there. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
	try {
		return pid !== undefined && process.kill(-pid, signal);
	} catch {
		// It has ended by itself.
		return false;
	}
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
