import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, in memory, so that it can be full or read-only without harm. */
export interface SmallDisk {
	readonly folder: string;
	/** Leaves so many bytes free. */
	fillUp(free: number): void;
	makeRoom(): void;
	/** Makes it read-only, or writable again; only while nobody writes. */
	readOnly(is: boolean): void;
	remove(): void;
}

/** Mounts one; `undefined` where this user may not mount. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
	const folder = mkdtempSync(join(tmpdir(), 'mingbai-disk-'));
	try {
		mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'mingbai', folder);
	} catch {
		rmSync(folder, { recursive: true });
		return undefined;
	}
	const filling = join(folder, '.filling');
	return {
		folder,
		fillUp(free) {
			const { bavail, bsize } = statfsSync(folder);
			try {
				appendFileSync(filling, Buffer.alloc(Math.max(bavail * bsize - free, bsize)));
			} catch (error) {
				// Somebody was faster: then it is full.
				if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
			}
		},
		makeRoom: () => rmSync(filling, { force: true }),
		readOnly: (is) => mount('-o', `remount,${is ? 'ro' : 'rw'}`, folder),
		remove() {
			execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
			rmSync(folder, { recursive: true });
		},
	};
}

function mount(...args: string[]): void {
	execFileSync('mount', args, { stdio: 'ignore' });
}
