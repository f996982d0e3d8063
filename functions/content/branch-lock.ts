import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The content branch. */
export const branch = 'refs/heads/main';

/** isomorphic-git moves a branch without comparing; git's own lock file makes the comparison safe against git itself. */
export async function withBranchLock(
	gitdir: string,
	move: () => Promise<boolean>,
): Promise<boolean> {
	const lock = join(gitdir, `${branch}.lock`);
	await mkdir(join(gitdir, 'refs/heads'), { recursive: true });
	const handle = await openLock(lock);
	if (!handle) return false;
	try {
		return await move();
	} finally {
		await handle.close();
		await rm(lock, { force: true });
	}
}

/** Somebody pushing holds the branch for a moment only. */
async function openLock(lock: string): Promise<FileHandle | undefined> {
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const handle = await open(lock, 'wx').catch((error: NodeJS.ErrnoException) => {
			if (error.code === 'EEXIST') return undefined;
			throw error;
		});
		if (handle) return handle;
		await setTimeout(10);
	}
	return undefined;
}
