import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
	await expect.poll(() => failures).toEqual([{ number: 7, code: 3, said }]);
	await command.stop();
});
