import fs from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import type { ContentFile, ContentSource } from '../../src/domain/site.ts';
import { writeDurably } from '../release/objects.ts';
import { branch, withBranchLock } from './branch-lock.ts';
import { durableFiles } from './durable-files.ts';
import { type Changes, openTrees } from './trees.ts';

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
	/** Commits on top of `parent`; `'conflict'` when the branch has moved on meanwhile. A commit may also take up another one. */
	commit(commit: {
		readonly parent: string | undefined;
		readonly merged?: string | undefined;
		readonly changes: Changes;
		readonly author: Author;
		readonly message: string;
		readonly at: Date;
	}): Promise<{ readonly commit: string } | 'conflict'>;
	/** Runs work that reads the branch and commits on top of it while no other such work does: none of two is refused because of the other. */
	inTurn<T>(work: () => Promise<T>): Promise<T>;
	/** Moves the branch from one commit on to another that is there; `false` when the branch has moved on meanwhile. */
	moveOn(from: string, to: string): Promise<boolean>;
	/** The newest commit that two lines of history share; `undefined` when they share none. */
	sharedCommit(one: string, other: string): Promise<string | undefined>;
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
	// Whoever pushes is told of names that lead out of a folder, rather than the reader of them.
	const checks = { fs: durableFiles, gitdir, path: 'receive.fsckObjects' };
	if ((await git.getConfig(checks)) !== true) await git.setConfig({ ...checks, value: true });
	// One process owns the repository, so a lock that is there now was left by one that was killed.
	await rm(join(gitdir, `${branch}.lock`), { force: true });
	return repositoryIn(gitdir);
}

/** What is read of a repository that another process owns. */
export type ReadRepository = Pick<Repository, 'head' | 'source' | 'blobAt' | 'readBlob'>;

/** Reads a repository that another process owns, and changes nothing in its folder. */
export function repositoryToRead(gitdir: string): ReadRepository {
	return repositoryIn(gitdir);
}

function repositoryIn(gitdir: string): Repository {
	const cache = {};
	const base = { fs: durableFiles, gitdir, cache };
	const trees = openTrees(base);
	const commits = new WeakMap<ContentSource, string>();
	let line: Promise<unknown> = Promise.resolve();

	async function head() {
		return git.resolveRef({ ...base, ref: branch }).catch((error: unknown) => {
			if (error instanceof git.Errors.NotFoundError) return undefined;
			throw error;
		});
	}

	function move(from: string | undefined, to: string): Promise<boolean> {
		return withBranchLock(gitdir, async () => {
			if ((await head()) !== from) return false;
			await writeDurably(join(gitdir, branch), `${to}\n`);
			return true;
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
		async commit({ parent, merged, changes, author, message, at }) {
			const before = parent ? await treeOf(parent) : undefined;
			const tree = await trees.write(before, changes);
			const when = { timestamp: Math.floor(at.getTime() / 1000), timezoneOffset: -480 };
			const commit = await git.writeCommit({
				...base,
				commit: {
					tree,
					parent: [parent, merged].filter((each) => each !== undefined),
					author: { ...author, ...when },
					committer: { name: 'Mingbai', email: 'portal@localhost', ...when },
					message: `${message}\n`,
				},
			});
			return (await move(parent, commit)) ? { commit } : 'conflict';
		},
		inTurn(work) {
			const done = line.then(work);
			line = done.catch(() => undefined);
			return done;
		},
		moveOn: move,
		async sharedCommit(one, other) {
			const [shared] = await git.findMergeBase({ ...base, oids: [one, other] });
			return typeof shared === 'string' ? shared : undefined;
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
