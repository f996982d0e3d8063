import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';
import type { FsClient, TreeEntry } from 'isomorphic-git';
import git from 'isomorphic-git';

/** Writes git objects side by side: what an object is called is known before it is on the disk. */
export interface ObjectWriter {
	/** Begins to write a blob and gives its name. */
	blob(bytes: Uint8Array): string;
	/** Begins to write a tree, its entries in git's order, and gives its name. */
	tree(entries: readonly TreeEntry[]): string;
	/** Resolves when everything begun is written. */
	done(): Promise<void>;
}

/** The names in a large folder leave nothing to compress, so the quickest way is as good as the best. */
const compression = { level: constants.Z_BEST_SPEED };

export function createObjectWriter(base: {
	fs: FsClient;
	gitdir: string;
	cache: object;
}): ObjectWriter {
	const writing: Promise<unknown>[] = [];

	function put(type: 'blob' | 'tree', bytes: Uint8Array): string {
		const wrapped = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
		const oid = createHash('sha1').update(wrapped).digest('hex');
		const written = promisify(deflate)(wrapped, compression).then((object) =>
			git.writeObject({ ...base, oid, object, format: 'deflated' }),
		);
		// A full disk is told by `done`.
		written.catch(() => undefined);
		writing.push(written);
		return oid;
	}

	return {
		blob: (bytes) => put('blob', bytes),
		tree: (entries) => put('tree', Buffer.concat(entries.map(encoded))),
		async done() {
			await Promise.all(writing);
		},
	};
}

/** Neighboring trees share their entries, so each is encoded once. */
const known = new WeakMap<TreeEntry, Buffer>();

/** Mode, name and object of an entry, as they stand in a tree. */
function encoded(entry: TreeEntry): Buffer {
	const bytes =
		known.get(entry) ??
		Buffer.concat([
			Buffer.from(`${entry.mode.replace(/^0/, '')} ${entry.path}\0`),
			Buffer.from(entry.oid, 'hex'),
		]);
	known.set(entry, bytes);
	return bytes;
}

/** Git sorts a folder as if its name ended with a slash. */
export function inGitOrder(a: TreeEntry, b: TreeEntry): number {
	const [left, right] = [sortName(a), sortName(b)];
	return left < right ? -1 : left > right ? 1 : 0;
}

function sortName({ path, type }: TreeEntry): string {
	return type === 'tree' ? `${path}/` : path;
}
