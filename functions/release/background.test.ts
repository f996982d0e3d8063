import { afterEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { type BackgroundWork, inBackground } from './background.ts';
import type { Manifest } from './manifest.ts';

const manifest: Manifest = { number: 1, at: noon, commit: 'c', renderer: 'r', pages: new Map() };
const opened: BackgroundWork[] = [];

afterEach(async () => {
	for (const work of opened.splice(0)) await work.stop();
});

/** Work that tells of each time that it is begun, on a machine that `shares` says how busy it is. */
function working(shares: () => number, longestWait = 60_000) {
	let begun = 0;
	const { promise, resolve } = Promise.withResolvers<void>();
	const background = inBackground({
		name: 'work',
		work: async () => {
			begun += 1;
			resolve();
			return false;
		},
		isSending: async () => false,
		log: { info: () => undefined, error: (message) => expect(message).toBe('') },
		pace: { quiet: 0, longestWait },
		busyShare: shares,
	});
	opened.push(background);
	background.follow(manifest);
	return { hasBegun: promise, begun: () => begun };
}

test('work in the background waits while residents keep the machine busy', async () => {
	const shares = [0.9, 0.8, 0.2];
	const { hasBegun, begun } = working(() => shares.shift() ?? 1);
	expect(begun()).toBe(0);
	await hasBegun;
	expect(shares).toEqual([]);
});

test.each([
	[true, ['made']],
	[false, []],
])('what follows is told of work that made something: %s', async (makes, expected) => {
	const told: string[] = [];
	const done = Promise.withResolvers<void>();
	const background = inBackground({
		name: 'work',
		work: async () => {
			setTimeout(done.resolve);
			return makes;
		},
		isSending: async () => false,
		onDone: () => told.push('made'),
		log: { info: () => undefined, error: (message) => expect(message).toBe('') },
		pace: { quiet: 0, longestWait: 60_000 },
		busyShare: () => 0,
	});
	opened.push(background);
	background.follow(manifest);
	await done.promise;
	expect(told).toEqual(expected);
});

test('it does not wait for ever', async () => {
	const { hasBegun, begun } = working(() => 1, 300);
	await hasBegun;
	expect(begun()).toBe(1);
});
