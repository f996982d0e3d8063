import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Manifest } from './manifest.ts';
import { createReleaseCommand } from './release-command.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-command-'));
});
afterEach(() => rm(folder, { recursive: true }));

const release = (number: number): Manifest => ({
	number,
	at: new Date(0),
	commit: '',
	renderer: '',
	pages: new Map(),
});
const told = () => readFile(join(folder, 'told'), 'utf8').catch(() => '');
const log = { info: () => undefined, error: () => undefined };

test('the operator’s command is told the folder and the number of each release that is the newest', async () => {
	const command = createReleaseCommand({
		command: 'echo "$2" >> "$1/told"; sleep 0.2',
		dataDir: folder,
		log,
	});
	command.follow(release(1));
	await expect.poll(told).toBe('1\n');
	for (const number of [2, 3, 4]) command.follow(release(number));
	await expect.poll(told).toBe('1\n4\n');
	await command.stop();
});

test('it is run once more for the newest release when what belongs to that came after it', async () => {
	const command = createReleaseCommand({ command: 'echo "$2" >> "$1/told"', dataDir: folder, log });
	command.again();
	command.follow(release(4));
	await expect.poll(told).toBe('4\n');
	command.again();
	await expect.poll(told).toBe('4\n4\n');
	await command.stop();
});

test('what a command leaves running holds up nothing that follows', async () => {
	const command = createReleaseCommand({
		command: 'sleep 5 & echo "$2" >> "$1/told"',
		dataDir: folder,
		log,
	});
	command.follow(release(1));
	await expect.poll(told).toBe('1\n');
	command.follow(release(2));
	await expect.poll(told).toBe('1\n2\n');
	await command.stop();
});

test('a command that fails is logged with the number of the release and the end of what it said', async () => {
	const failures: unknown[] = [];
	const command = createReleaseCommand({
		command: 'seq 9999 >&2; echo no such host >&2; exit 3',
		dataDir: folder,
		log: { ...log, error: (_, about) => failures.push(about) },
	});
	command.follow(release(7));
	const said = expect.stringMatching(/^[\s\S]{9,490}no such host$/);
	await expect.poll(() => failures).toEqual([{ number: 7, code: 3, said, isCut: false }]);
	await command.stop();
});

const limits = { longest: 60_000, afterStop: 100 };
/** A command that waits for ever, and the process that it waits for. */
const hanging = `echo "$2" >> "$1/told"; sleep 600 & echo $! > "$1/sleeper"; wait`;
const sleeper = async () => Number(await readFile(join(folder, 'sleeper'), 'utf8'));

test('a command that hangs is ended with what it started, logged as cut, and the next release is followed', async () => {
	const failures: unknown[] = [];
	const command = createReleaseCommand({
		command: `[ "$2" = 2 ] && { echo "$2" >> "$1/told"; exit; }; ${hanging}`,
		dataDir: folder,
		log: { ...log, error: (_, about) => failures.push(about) },
		limits: { ...limits, longest: 300 },
	});
	command.follow(release(1));
	await expect.poll(told).toBe('1\n');
	command.follow(release(2));
	await expect.poll(() => failures).toEqual([{ number: 1, code: null, said: '', isCut: true }]);
	await expect.poll(told).toBe('1\n2\n');
	await command.stop();
	await expect.poll(async () => isRunning(await sleeper())).toBe(false);
});

test('what a command started is ended with it, also where that hears of no request, and an end in time is none', async () => {
	const failures: unknown[] = [];
	const command = createReleaseCommand({
		command: `trap 'exit 0' TERM; sh -c 'trap "" TERM; echo $$ > "$0/sleeper"; sleep 600' "$1" & echo "$2" >> "$1/told"; wait`,
		dataDir: folder,
		log: { ...log, error: (_, about) => failures.push(about) },
		limits: { ...limits, longest: 300 },
	});
	command.follow(release(1));
	await expect.poll(() => failures).toEqual([{ number: 1, code: 0, said: '', isCut: true }]);
	expect(await isRunning(await sleeper())).toBe(false);
	await command.stop();
});

test('a stop ends a command that hangs', async () => {
	const command = createReleaseCommand({ command: hanging, dataDir: folder, log, limits });
	command.follow(release(1));
	await expect.poll(told).toBe('1\n');
	await expect.poll(sleeper).toBeGreaterThan(0);
	await command.stop();
	await expect.poll(async () => isRunning(await sleeper())).toBe(false);
});

test('a stop lets a command through that is nearly done', async () => {
	const command = createReleaseCommand({
		command: 'touch "$1/begun"; sleep 0.3; echo "$2" >> "$1/told"',
		dataDir: folder,
		log,
	});
	command.follow(release(1));
	await expect
		.poll(() =>
			access(join(folder, 'begun')).then(
				() => true,
				() => false,
			),
		)
		.toBe(true);
	await command.stop();
	expect(await told()).toBe('1\n');
});

/** What has ended and not been taken note of by anybody counts as ended. */
async function isRunning(pid: number): Promise<boolean> {
	const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	return status !== '' && !/\) [ZX] /.test(status);
}
