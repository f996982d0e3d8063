import type { FsClient, TreeEntry } from 'isomorphic-git';
import git from 'isomorphic-git';

/**
 * What stands in a folder, without names that lead out of it or into git's own: whoever pushes can write them, and
 * isomorphic-git would then read nothing of the whole folder.
 */
export async function readTree(
	base: { fs: FsClient; gitdir: string; cache: object },
	oid: string,
): Promise<readonly TreeEntry[]> {
	const { object } = await git.readObject({ ...base, oid, format: 'content' });
	return [...entriesIn(Buffer.from(object as Uint8Array))].filter(({ path }) => isSafe(path));
}

const oidBytes = 20;

/** Each entry is its mode, a space, its name, a zero byte, and the 20 bytes of its object's name. */
function* entriesIn(bytes: Buffer): Generator<TreeEntry> {
	for (let at = 0; at < bytes.length; ) {
		const space = bytes.indexOf(' ', at);
		const end = bytes.indexOf(0, space);
		if (space < 0 || end < 0) throw new Error('a folder of the content repository is damaged');
		const mode = bytes.toString('latin1', at, space).padStart(6, '0');
		const path = bytes.toString('utf8', space + 1, end);
		at = end + 1 + oidBytes;
		yield { mode, path, oid: bytes.toString('hex', end + 1, at), type: typeOf(mode) };
	}
}

function typeOf(mode: string): TreeEntry['type'] {
	if (mode === '040000') return 'tree';
	return mode === '160000' ? 'commit' : 'blob';
}

function isSafe(name: string): boolean {
	return !['', '.', '..', '.git'].includes(name.toLowerCase()) && !/[/\\]/.test(name);
}
