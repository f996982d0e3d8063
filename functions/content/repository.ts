import fs from 'node:fs';
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import git, { type TreeEntry } from 'isomorphic-git';
import type { ContentFile, ContentSource } from '../../src/domain/site.ts';
import { writeDurably } from '../release/objects.ts';

const branch = 'refs/heads/main';

/** Who wrote what is committed. */
export interface Author {
	readonly name: string;
	readonly email: string;
}

/** Paths and their new bytes; `null` deletes. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** The content repository: a bare git repository, read and written by commit, never through a working tree. */
export interface Repository {
	/** The newest commit of the content branch; `undefined` before the first. */
	head(): Promise<string | undefined>;
	/** The files of a commit. */
	source(commit: string): ContentSource;
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
	const files = new Map<string, readonly ContentFile[]>();

	async function head() {
		return git.resolveRef({ ...base, ref: branch }).catch((error: unknown) => {
			if (error instanceof git.Errors.NotFoundError) return undefined;
			throw error;
		});
	}

	async function listFiles(commit: string): Promise<readonly ContentFile[]> {
		const { tree } = (await git.readCommit({ ...base, oid: commit })).commit;
		return filesOfTree(tree);
	}

	/** Trees are named by their content, so an unchanged folder is read once for ever. */
	async function filesOfTree(tree: string): Promise<readonly ContentFile[]> {
		const known = files.get(tree);
		if (known) return known;
		const entries = (await git.readTree({ ...base, oid: tree })).tree;
		const lists = await Promise.all(
			entries.map(async (entry): Promise<readonly ContentFile[]> => {
				if (entry.type === 'blob')
					return entry.mode === '120000' ? [] : [{ path: entry.path, blob: entry.oid }];
				if (entry.type !== 'tree') return [];
				const below = await filesOfTree(entry.oid);
				return below.map((file) => ({ path: `${entry.path}/${file.path}`, blob: file.blob }));
			}),
		);
		const found = lists.flat();
		if (files.size > 200) files.clear();
		files.set(tree, found);
		return found;
	}

	async function readBlob(blob: string) {
		return (await git.readBlob({ ...base, oid: blob })).blob;
	}

	async function writeTree(
		tree: string | undefined,
		changes: Changes,
	): Promise<string | undefined> {
		const entries = new Map<string, TreeEntry>();
		if (tree)
			for (const entry of (await git.readTree({ ...base, oid: tree })).tree)
				entries.set(entry.path, entry);
		for (const [name, below] of byFirstSegment(changes)) {
			const oid =
				below instanceof Map
					? await writeTree(treeAt(entries, name), below)
					: await writeBlob(below);
			if (oid === undefined) entries.delete(name);
			else entries.set(name, treeEntry(name, oid, below instanceof Map));
		}
		if (entries.size === 0) return undefined;
		return git.writeTree({ ...base, tree: [...entries.values()] });
	}

	async function writeBlob(bytes: Uint8Array | null): Promise<string | undefined> {
		return bytes === null ? undefined : git.writeBlob({ ...base, blob: bytes });
	}

	return {
		head,
		source: (commit) => ({
			list: () => listFiles(commit),
			read: async (blob) => new TextDecoder().decode(await readBlob(blob)),
		}),
		async blobAt(commit, path) {
			return (await listFiles(commit)).find((file) => file.path === path)?.blob;
		},
		readBlob,
		async commit({ parent, changes, author, message, at }) {
			const before = parent
				? (await git.readCommit({ ...base, oid: parent })).commit.tree
				: undefined;
			const tree =
				(await writeTree(before, changes)) ?? (await git.writeTree({ ...base, tree: [] }));
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

function byFirstSegment(
	changes: Changes,
): Map<string, Uint8Array | null | Map<string, Uint8Array | null>> {
	const grouped = new Map<string, Uint8Array | null | Map<string, Uint8Array | null>>();
	for (const [path, bytes] of changes) {
		const [name = '', ...rest] = path.split('/');
		if (rest.length === 0) {
			grouped.set(name, bytes);
			continue;
		}
		const below = grouped.get(name);
		const folder = below instanceof Map ? below : new Map<string, Uint8Array | null>();
		folder.set(rest.join('/'), bytes);
		grouped.set(name, folder);
	}
	return grouped;
}

function treeAt(entries: ReadonlyMap<string, TreeEntry>, name: string): string | undefined {
	const entry = entries.get(name);
	return entry?.type === 'tree' ? entry.oid : undefined;
}

function treeEntry(path: string, oid: string, isTree: boolean): TreeEntry {
	return isTree
		? { mode: '040000', path, oid, type: 'tree' }
		: { mode: '100644', path, oid, type: 'blob' };
}
