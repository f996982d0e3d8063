import fs from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import git from 'isomorphic-git';
import type { ContentFile, ContentSource } from '../../src/domain/site.ts';
import { writeDurably } from '../release/objects.ts';
import { type Changes, openTrees } from './trees.ts';

const branch = 'refs/heads/main';

/** Who wrote what is committed. */
export interface Author {
	readonly name: string;
	readonly email: string;
}

/** The content repository: a bare git repository, read and written by commit, never through a working tree. */
export interface Repository {
	/** The newest commit of the content branch; `undefined` before the first. */
	head(): Promise<string | undefined>;
	/** The files of a commit. */
	source(commit: string): ContentSource;
	/** The files below a folder of a commit, by their paths within it. */
	filesBelow(commit: string, folder: string): Promise<readonly ContentFile[]>;
	/** The blob at a path, or `undefined`. */
	blobAt(commit: string, path: string): Promise<string | undefined>;
	readBlob(blob: string): Promise<Uint8Array>;
	/** Commits on top of `parent`; `'conflict'` when the branch has moved on meanwhile. */
	commit(commit: {
		readonly parent: string | undefined;
		readonly changes: Changes;
		readonly author: Author;
		readonly message: string;
		readonly at: Date;
	}): Promise<{ readonly commit: string } | 'conflict'>;
	/** Puts the branch back on a commit that is there; `false` when it is not. */
	restore(commit: string): Promise<boolean>;
	/** The commits that led to a commit, newest first. */
	log(
		commit: string,
		depth: number,
	): Promise<readonly { commit: string; message: string; at: Date }[]>;
}

/** Opens the repository in a folder, making it where there is none. */
export async function openRepository(gitdir: string): Promise<Repository> {
	await mkdir(gitdir, { recursive: true });
	const exists = await stat(join(gitdir, 'HEAD')).catch(() => undefined);
	if (!exists) await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
	// One process owns the repository, so a lock that is there now was left by one that was killed.
	await rm(join(gitdir, `${branch}.lock`), { force: true });
	const cache = {};
	const base = { fs: durableFiles, gitdir, cache };
	const trees = openTrees(base);
	const commits = new WeakMap<ContentSource, string>();

	async function head() {
		return git.resolveRef({ ...base, ref: branch }).catch((error: unknown) => {
			if (error instanceof git.Errors.NotFoundError) return undefined;
			throw error;
		});
	}

	async function treeOf(commit: string): Promise<string> {
		return (await git.readCommit({ ...base, oid: commit })).commit.tree;
	}

	async function readBlob(blob: string) {
		return (await git.readBlob({ ...base, oid: blob })).blob;
	}

	function source(commit: string): ContentSource {
		const files: ContentSource = {
			list: async () => trees.files(await treeOf(commit)),
			read: async (blob) => new TextDecoder().decode(await readBlob(blob)),
			async changesSince(earlier) {
				const from = commits.get(earlier);
				return from === undefined
					? undefined
					: trees.changes(await treeOf(from), await treeOf(commit));
			},
		};
		commits.set(files, commit);
		return files;
	}

	return {
		head,
		source,
		async filesBelow(commit, folder) {
			const tree = await trees.treeAt(await treeOf(commit), folder);
			return tree ? trees.files(tree) : [];
		},
		async blobAt(commit, path) {
			return trees.blobAt(await treeOf(commit), path);
		},
		readBlob,
		async commit({ parent, changes, author, message, at }) {
			const before = parent ? await treeOf(parent) : undefined;
			const tree = await trees.write(before, changes);
			const when = { timestamp: Math.floor(at.getTime() / 1000), timezoneOffset: -480 };
			const commit = await git.writeCommit({
				...base,
				commit: {
					tree,
					parent: parent ? [parent] : [],
					author: { ...author, ...when },
					committer: { name: 'Mingbai', email: 'portal@localhost', ...when },
					message: `${message}\n`,
				},
			});
			const moved = await withBranchLock(gitdir, async () => {
				if ((await head()) !== parent) return false;
				await writeDurably(join(gitdir, branch), `${commit}\n`);
				return true;
			});
			return moved ? { commit } : 'conflict';
		},
		async restore(commit) {
			const found = await git.readCommit({ ...base, oid: commit }).catch(() => undefined);
			if (found) await writeDurably(join(gitdir, branch), `${commit}\n`);
			return found !== undefined;
		},
		async log(commit, depth) {
			const found = await git.log({ ...base, ref: commit, depth });
			return found.map((each) => ({
				commit: each.oid,
				message: each.commit.message.trim(),
				at: new Date(each.commit.committer.timestamp * 1000),
			}));
		},
	};
}

/** isomorphic-git moves a branch without comparing; git's own lock file makes the comparison safe against git itself. */
async function withBranchLock(gitdir: string, move: () => Promise<boolean>): Promise<boolean> {
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

/** isomorphic-git writes files in place and leaves them in memory; a power cut would leave half an object for ever. */
const durableFiles = {
	promises: {
		...fs.promises,
		writeFile: (file: string, data: Uint8Array | string) => writeDurably(file, data),
	},
};
