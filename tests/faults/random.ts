import { onTestFailed } from 'vitest';

/** `npm run soak` breaks things more often. */
export const rounds = Number(process.env['SOAK_ROUNDS'] ?? 3);

/** As long as the rounds may take, in milliseconds. */
export const longest = 6 * 3_600_000;

/** Random numbers from 0 to 1 that can be had again: the seed is said when the test fails, and given as `FAULT_SEED`. */
export function seededRandom(): () => number {
	const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_007);
	onTestFailed(() => {
		process.stderr.write(`This can be had again with FAULT_SEED=${seed}\n`);
	});
	// Mulberry32.
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
