import type { FsClient } from 'isomorphic-git';
import git from 'isomorphic-git';

/** What was fetched and cannot be taken: a part is missing, or a file that no portal can hold is in it. */
export interface Refusal {
	readonly kind: 'incomplete' | 'unsafe-name' | 'file-too-large';
	/** The file, where there is one to name. */
	readonly path?: string;
}

/** The largest file that is taken: as large as a document that an editor may upload. */
const mostFileBytes = 10 * 2 ** 20;

interface Reading {
	readonly fs: FsClient;
	readonly gitdir: string;
	readonly cache: object;
}

/**
 * Walks from a fetched commit to what is known, and names every object on the way. Each must be there and of a usable
 * kind: a branch that leads to something missing could never be released again.
 */
export async function walkIncoming(
	base: Reading,
	tip: string,
	known: readonly string[],
): Promise<{ readonly objects: readonly string[] } | { readonly refusal: Refusal }> {
	const seen = new Set(known);
	const objects: string[] = [];
	const isNew = (oid: string) => {
		if (seen.has(oid)) return false;
		seen.add(oid);
		objects.push(oid);
		return true;
	};

	async function walkTree(oid: string, folder: string, mostBytes: number): Promise<void> {
		for (const entry of (await git.readTree({ ...base, oid })).tree) {
			const path = folder + entry.path;
			if (entry.type === 'commit' || !isNew(entry.oid)) continue;
			if (entry.type === 'tree') await walkTree(entry.oid, `${path}/`, mostBytes);
			else await checkBlob(entry.oid, path, mostBytes);
		}
	}

	async function checkBlob(oid: string, path: string, mostBytes: number): Promise<void> {
		const { blob } = await git.readBlob({ ...base, oid });
		if (blob.length > mostBytes) throw new Refused({ kind: 'file-too-large', path });
	}

	async function knowTree(oid: string): Promise<void> {
		if (seen.has(oid)) return;
		seen.add(oid);
		for (const entry of (await git.readTree({ ...base, oid })).tree) {
			if (entry.type === 'tree') await knowTree(entry.oid);
			else seen.add(entry.oid);
		}
	}

	try {
		for (const commit of known)
			await knowTree((await git.readCommit({ ...base, oid: commit })).commit.tree);
		const waiting = [tip];
		for (let commit = waiting.pop(); commit; commit = waiting.pop()) {
			if (!isNew(commit)) continue;
			const { tree, parent } = (await git.readCommit({ ...base, oid: commit })).commit;
			// What is gone from the newest state is never read, so that deleting a file is enough.
			const mostBytes = commit === tip ? mostFileBytes : Number.POSITIVE_INFINITY;
			if (isNew(tree)) await walkTree(tree, '', mostBytes);
			waiting.push(...parent);
		}
		return { objects };
	} catch (error) {
		return { refusal: refusalOf(error) };
	}
}

class Refused extends Error {
	readonly refusal: Refusal;

	constructor(refusal: Refusal) {
		super(refusal.kind);
		this.refusal = refusal;
	}
}

function refusalOf(error: unknown): Refusal {
	if (error instanceof Refused) return error.refusal;
	if (error instanceof git.Errors.UnsafeFilepathError) return { kind: 'unsafe-name' };
	return { kind: 'incomplete' };
}
