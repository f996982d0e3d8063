import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let taken = pool.length;

/** Random bytes for secrets. Asking the system for each few would take longer than all else; each byte is given out once. */
export function randomBytes(size: number): Uint8Array {
	if (taken + size > pool.length) {
		randomFillSync(pool);
		taken = 0;
	}
	const bytes = Uint8Array.from(pool.subarray(taken, taken + size));
	// What was given out is left nowhere.
	pool.fill(0, taken, taken + size);
	taken += size;
	return bytes;
}
