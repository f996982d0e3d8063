import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The portal as a process of its own, as it runs in production. */
export interface PortalProcess {
	readonly url: string;
	readonly dataDir: string;
	/** The process that runs now. */
	pid(): number | undefined;
	/** Everything it printed, over all its starts. */
	output(): string;
	/** Resolves with the match as soon as what it printed has one; rejects when it ends without. */
	waitForOutput(pattern: RegExp): Promise<RegExpExecArray>;
	/** The one-time link that a start without an administrator prints. */
	firstAdministratorLink(): Promise<string>;
	/** Ends it as an operator does (SIGTERM) and gives the exit code. */
	stop(): Promise<number | null>;
	/** Ends it as a power cut does (SIGKILL). */
	kill(): Promise<void>;
	/** Starts it again, on the same data folder and port. */
	restart(): Promise<void>;
	/** Ends it if it runs, and removes its data folder. */
	remove(): Promise<void>;
}

export interface PortalOptions {
	/** Variables beside `PORT`, `SITE_URL` and `DATA_DIR`; nothing else is inherited from the tests. */
	readonly env?: Readonly<Record<string, string>>;
	/** How it is started; the default is what `npm start` runs. */
	readonly command?: readonly [string, ...string[]];
	/** The folder of the software, where it is not this one. */
	readonly cwd?: string;
}

/** Starts the portal on a free port and an empty data folder; resolves when it serves. */
export async function startPortal(options: PortalOptions = {}): Promise<PortalProcess> {
	return startPortalOn(await newDataFolder(), await freePort(), options);
}

export function newDataFolder(): Promise<string> {
	return mkdtemp(join(tmpdir(), 'mingbai-portal-'));
}

/** Starts the portal on a port and a data folder, which goes when the portal is removed. */
export async function startPortalOn(
	dataDir: string,
	port: number,
	options: PortalOptions = {},
): Promise<PortalProcess> {
	const url = `http://localhost:${port}`;
	const env = { PORT: String(port), SITE_URL: url, DATA_DIR: dataDir, ...options.env };
	const earlier: string[] = [];
	let running = runPortal({ ...options, env });

	const portal: PortalProcess = {
		url,
		dataDir,
		pid: () => running.pid,
		output: () => [...earlier, running.output()].join(''),
		waitForOutput: (pattern) => running.waitForOutput(pattern),
		async firstAdministratorLink() {
			const [, link = ''] = await running.waitForOutput(/^First administrator .*: (\S+)$/m);
			return link;
		},
		stop: () => running.end('SIGTERM'),
		async kill() {
			await running.end('SIGKILL');
		},
		async restart() {
			await running.end('SIGTERM');
			earlier.push(running.output());
			running = runPortal({ ...options, env });
			await running.waitForOutput(serving);
		},
		async remove() {
			await running.end('SIGKILL');
			await rm(dataDir, { recursive: true, maxRetries: 3 });
		},
	};
	try {
		await running.waitForOutput(serving);
	} catch (error) {
		await portal.remove();
		throw error;
	}
	return portal;
}

const serving = /^Mingbai serves \S+$/m;

/** One start of the portal. */
export interface PortalRun {
	readonly pid: number | undefined;
	output(): string;
	waitForOutput(pattern: RegExp): Promise<RegExpExecArray>;
	/** Resolves when it has ended, by itself or otherwise, with its exit code. */
	readonly ended: Promise<number | null>;
	/** Ends it and everything it started. */
	end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the portal once and waits for nothing, as for a start that is refused. */
export function runPortal({ env = {}, command, cwd }: PortalOptions): PortalRun {
	const [program, ...args] = command ?? [process.execPath, 'functions/main.ts'];
	const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
	const started = { ...inherited, MALLOC_ARENA_MAX: '2', ...env };
	// In a group of its own, so that a signal also reaches what npm and a shell start.
	const child = spawn(program, args, { env: started, detached: true, ...(cwd && { cwd }) });
	let printed = '';
	const looks = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			printed += text;
			for (const look of looks) look();
		});
	}
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	const signalGroup = (signal: NodeJS.Signals) => {
		const isOver = child.exitCode !== null || child.signalCode !== null;
		if (child.pid !== undefined && !isOver) process.kill(-child.pid, signal);
	};
	const killWithUs = () => signalGroup('SIGKILL');
	process.once('exit', killWithUs);
	child.once('close', () => process.off('exit', killWithUs));

	return {
		pid: child.pid,
		ended,
		output: () => printed,
		waitForOutput: (pattern) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const match = pattern.exec(printed);
					if (!match) return;
					looks.delete(look);
					resolve(match);
				};
				looks.add(look);
				look();
				child.once('close', () => reject(new Error(`ended without ${pattern}:\n${printed}`)));
			}),
		async end(signal) {
			signalGroup(signal);
			return ended;
		},
	};
}

/** A port that nothing uses; asked of the system, which gives the same one twice only after thousands. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no port was given');
	return address.port;
}
