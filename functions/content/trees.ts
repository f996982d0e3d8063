import type { FsClient, TreeEntry } from 'isomorphic-git';
import git from 'isomorphic-git';
import type { ContentFile } from '../../src/domain/site.ts';

/** Paths and their new bytes; `null` deletes. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** The folders of a repository. A tree is named by its content, so what was read of it once holds for ever. */
export interface Trees {
	/** All files below a tree; links are left out, so that none leads anywhere. */
	files(tree: string): Promise<readonly ContentFile[]>;
	blobAt(tree: string, path: string): Promise<string | undefined>;
	/** Writes a tree with changes made to another, and gives its name. */
	write(tree: string | undefined, changes: Changes): Promise<string>;
}

/** Trees kept in memory; those of neighboring commits share their entries. */
const mostTrees = 48;
/** Lists of files kept in memory: some for folders that never change, and the newest of those that do. */
const mostLists = 16;

export function openTrees(base: { fs: FsClient; gitdir: string; cache: object }): Trees {
	const known = new Map<string, readonly TreeEntry[]>();
	const lists = new Map<string, readonly ContentFile[]>();

	async function entriesOf(tree: string): Promise<readonly TreeEntry[]> {
		const entries = known.get(tree) ?? (await git.readTree({ ...base, oid: tree })).tree;
		keepNewest(known, tree, entries, mostTrees);
		return entries;
	}

	async function files(tree: string): Promise<readonly ContentFile[]> {
		const list = lists.get(tree) ?? (await listTree(tree));
		keepNewest(lists, tree, list, mostLists);
		return list;
	}

	async function listTree(tree: string): Promise<readonly ContentFile[]> {
		const found = await Promise.all(
			(await entriesOf(tree)).map(async (entry): Promise<readonly ContentFile[]> => {
				if (entry.type === 'blob')
					return entry.mode === '120000' ? [] : [{ path: entry.path, blob: entry.oid }];
				if (entry.type !== 'tree') return [];
				const below = await files(entry.oid);
				return below.map((file) => ({ path: `${entry.path}/${file.path}`, blob: file.blob }));
			}),
		);
		return found.flat();
	}

	async function blobAt(tree: string, path: string): Promise<string | undefined> {
		const [name, ...rest] = path.split('/');
		const entry = (await entriesOf(tree)).find((each) => each.path === name);
		if (entry?.type === 'tree' && rest.length > 0) return blobAt(entry.oid, rest.join('/'));
		const isFile = entry?.type === 'blob' && entry.mode !== '120000' && rest.length === 0;
		return isFile ? entry.oid : undefined;
	}

	/** `undefined` when nothing is left in the folder: git has no empty ones. */
	async function writeFolder(
		tree: string | undefined,
		changes: Changes,
	): Promise<string | undefined> {
		const entries = new Map<string, TreeEntry>();
		if (tree) for (const entry of await entriesOf(tree)) entries.set(entry.path, entry);
		for (const [name, below] of byFirstSegment(changes)) {
			const oid =
				below instanceof Map
					? await writeFolder(treeAt(entries, name), below)
					: await writeBlob(below);
			if (oid === undefined) entries.delete(name);
			else entries.set(name, treeEntry(name, oid, below instanceof Map));
		}
		if (entries.size === 0) return undefined;
		const written = [...entries.values()];
		const oid = await git.writeTree({ ...base, tree: written });
		keepNewest(known, oid, written, mostTrees);
		return oid;
	}

	async function writeBlob(bytes: Uint8Array | null): Promise<string | undefined> {
		return bytes === null ? undefined : git.writeBlob({ ...base, blob: bytes });
	}

	return {
		files,
		blobAt,
		write: async (tree, changes) =>
			(await writeFolder(tree, changes)) ?? git.writeTree({ ...base, tree: [] }),
	};
}

/** Puts what was just used at the end and lets go of what was not used for longest. */
function keepNewest<T>(map: Map<string, T>, key: string, value: T, most: number): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}

type ChangesBelow = Map<string, Uint8Array | null>;

function byFirstSegment(changes: Changes): Map<string, Uint8Array | null | ChangesBelow> {
	const grouped = new Map<string, Uint8Array | null | ChangesBelow>();
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
