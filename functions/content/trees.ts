import type { FsClient, TreeEntry } from 'isomorphic-git';
import type { ContentFile } from '../../src/domain/site.ts';
import { createObjectWriter, inGitOrder, type ObjectWriter } from './object-writer.ts';
import { readTree } from './read-tree.ts';

/** Paths and their new bytes; `null` deletes. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** The folders of a repository. A tree is named by its content, so what was read of it once holds for ever. */
export interface Trees {
	/** All files below a tree; links are left out, so that none leads anywhere. */
	files(tree: string): Promise<readonly ContentFile[]>;
	blobAt(tree: string, path: string): Promise<string | undefined>;
	/** The tree of a folder at the top of a tree. */
	treeAt(tree: string, folder: string): Promise<string | undefined>;
	/** The files in which a tree differs from another: their blobs now, and `null` for those that are gone. Folders that are the same are not looked into. */
	changes(from: string, to: string): Promise<ReadonlyMap<string, string | null>>;
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
		const entries = known.get(tree) ?? (await readTree(base, tree));
		keepNewest(known, tree, entries, mostTrees);
		return entries;
	}

	async function files(tree: string): Promise<readonly ContentFile[]> {
		const list = lists.get(tree) ?? (await listTree(tree));
		keepNewest(lists, tree, list, mostLists);
		return list;
	}

	async function listTree(tree: string): Promise<readonly ContentFile[]> {
		return (await Promise.all((await entriesOf(tree)).map(filesOf))).flat();
	}

	async function blobAt(tree: string, path: string): Promise<string | undefined> {
		const [name, ...rest] = path.split('/');
		const entry = (await entriesOf(tree)).find((each) => each.path === name);
		if (entry?.type === 'tree' && rest.length > 0) return blobAt(entry.oid, rest.join('/'));
		const isFile = entry?.type === 'blob' && entry.mode !== '120000' && rest.length === 0;
		return isFile ? entry.oid : undefined;
	}

	async function changes(from: string, to: string): Promise<Map<string, string | null>> {
		const found = new Map<string, string | null>();
		if (from === to) return found;
		const { old, now } = betweenEnds(await entriesOf(from), await entriesOf(to));
		const before = new Map(old.map((entry) => [entry.path, entry]));
		for (const entry of now) {
			const was = before.get(entry.path);
			before.delete(entry.path);
			if (was?.oid === entry.oid && was.mode === entry.mode) continue;
			await addChanges(found, entry.path, was, entry);
		}
		for (const was of before.values()) await addChanges(found, was.path, was, undefined);
		return found;
	}

	/** A folder that took the place of a file is a file less and some more. */
	async function addChanges(
		found: Map<string, string | null>,
		path: string,
		was: TreeEntry | undefined,
		is: TreeEntry | undefined,
	): Promise<void> {
		const bothTrees = was?.type === 'tree' && is?.type === 'tree';
		const below = bothTrees ? await changes(was.oid, is.oid) : undefined;
		for (const [rest, blob] of below ?? []) found.set(`${path}/${rest}`, blob);
		if (bothTrees) return;
		for (const each of was ? await filesOf(was) : []) found.set(each.path, null);
		for (const each of is ? await filesOf(is) : []) found.set(each.path, each.blob);
	}

	/** The files that an entry of a tree is or holds; links are left out, so that none leads anywhere. */
	async function filesOf(entry: TreeEntry): Promise<readonly ContentFile[]> {
		if (entry.type === 'blob')
			return entry.mode === '120000' ? [] : [{ path: entry.path, blob: entry.oid }];
		if (entry.type !== 'tree') return [];
		const below = await files(entry.oid);
		return below.map((file) => ({ path: `${entry.path}/${file.path}`, blob: file.blob }));
	}

	/** `undefined` when nothing is left in the folder: git has no empty ones. */
	async function writeFolder(
		writer: ObjectWriter,
		tree: string | undefined,
		changes: Changes,
	): Promise<string | undefined> {
		const entries = new Map<string, TreeEntry>();
		if (tree) for (const entry of await entriesOf(tree)) entries.set(entry.path, entry);
		for (const [name, below] of byFirstSegment(changes)) {
			const oid =
				below instanceof Map
					? await writeFolder(writer, folderIn(entries, name), below)
					: below && writer.blob(below);
			if (oid) entries.set(name, treeEntry(name, oid, below instanceof Map));
			else entries.delete(name);
		}
		if (entries.size === 0) return undefined;
		const written = [...entries.values()].sort(inGitOrder);
		const oid = writer.tree(written);
		keepNewest(known, oid, written, mostTrees);
		return oid;
	}

	return {
		files,
		blobAt,
		async treeAt(tree, folder) {
			const entry = (await entriesOf(tree)).find((each) => each.path === folder);
			return entry?.type === 'tree' ? entry.oid : undefined;
		},
		changes,
		async write(tree, changes) {
			const writer = createObjectWriter(base);
			const written = (await writeFolder(writer, tree, changes)) ?? writer.tree([]);
			await writer.done();
			return written;
		},
	};
}

/** Puts what was just used at the end and lets go of what was not used for longest. */
function keepNewest<T>(map: Map<string, T>, key: string, value: T, most: number): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** What two lists do not share at their ends: of thousands of entries a change leaves all but a few the very same. */
function betweenEnds(old: readonly TreeEntry[], now: readonly TreeEntry[]) {
	let start = 0;
	while (start < old.length && old[start] === now[start]) start += 1;
	let end = 0;
	const most = Math.min(old.length, now.length) - start;
	while (end < most && old.at(-1 - end) === now.at(-1 - end)) end += 1;
	return { old: old.slice(start, old.length - end), now: now.slice(start, now.length - end) };
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

function folderIn(entries: ReadonlyMap<string, TreeEntry>, name: string): string | undefined {
	const entry = entries.get(name);
	return entry?.type === 'tree' ? entry.oid : undefined;
}

function treeEntry(path: string, oid: string, isTree: boolean): TreeEntry {
	return isTree
		? { mode: '040000', path, oid, type: 'tree' }
		: { mode: '100644', path, oid, type: 'blob' };
}
