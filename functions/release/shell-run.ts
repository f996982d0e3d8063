import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
	/** The end of what it said on standard error. */
	readonly said: string;
	/** Whether it was ended because it ran for too long. */
	readonly isCut: boolean;
}

/** Runs a line for the shell, whose `$0`, `$1` … are given. After its time it is asked to end, with what it started. */
export async function runInShell(
	command: string,
	given: readonly string[],
	{ limits, stopping }: { readonly limits: RunLimits; readonly stopping: AbortSignal },
): Promise<Ended> {
	// A file and no pipe: what the command leaves running holds nothing up, and is not ended by what it says.
	// On a full disk the command runs all the same.
	await using errors = await unnamedFile().catch(() => undefined);
	const stdio = ['ignore', 'ignore', errors?.fd ?? 'ignore'] as const;
	const child = spawn('/bin/sh', ['-c', command, ...given], { stdio: [...stdio], detached: true });
	using limit = endInTime(child, limits, stopping);
	const code = await once(child, 'exit').then(
		([status]) => status as number | null,
		() => null,
	);
	return { code, said: errors ? await endOf(errors).catch(() => '') : '', isCut: limit.isCut() };
}

/** Asks a command to end when its time is over, and makes it where it does not. */
function endInTime(child: ChildProcess, { longest, afterStop }: RunLimits, stopping: AbortSignal) {
	let isCut = false;
	const timers = [setTimeout(cut, longest)];
	const stop = () => timers.push(setTimeout(cut, afterStop));
	if (stopping.aborted) stop();
	else stopping.addEventListener('abort', stop);

	function cut(): void {
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

/** A command is the first of a group of its own; what it started is in that, too. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// It has ended by itself.
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
