import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const part = 8 * 1024 * 1024;

/** A disk of its own, in memory, so that it can be full or read-only without harm. */
export interface SmallDisk {
	readonly folder: string;
	/** Leaves so many bytes free, a part at a time: who fills it goes on hearing of connections that end. */
	fillUp(free: number): Promise<void>;
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
		async fillUp(free) {
			for (;;) {
				const { bavail, bsize } = await statfs(folder);
				const left = bavail * bsize - free;
				if (left <= 0 || !(await append(filling, Math.min(left, part)))) return;
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

/** Says whether there was room; somebody else may have been faster. */
async function append(file: string, bytes: number): Promise<boolean> {
	try {
		await appendFile(file, Buffer.alloc(bytes));
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
		throw error;
	}
}

function mount(...args: string[]): void {
	execFileSync('mount', args, { stdio: 'ignore' });
}
