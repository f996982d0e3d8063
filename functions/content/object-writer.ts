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

/** Objects on their way to the disk at one time; an import may bring a hundred thousand. */
const mostWriters = 32;

/** The names in a large folder leave nothing to compress, so the quickest way is as good as the best. */
const compression = { level: constants.Z_BEST_SPEED };

export function createObjectWriter(base: {
	fs: FsClient;
	gitdir: string;
	cache: object;
}): ObjectWriter {
	const waiting: { readonly oid: string; readonly wrapped: Buffer }[] = [];
	/** How many of them somebody writes or has written. */
	let taken = 0;
	const writers = new Set<Promise<void>>();

	/** Writes what waits, one object after the other. */
	async function write(): Promise<void> {
		for (let next = waiting[taken]; next; next = waiting[taken]) {
			taken += 1;
			const object = await promisify(deflate)(next.wrapped, compression);
			await git.writeObject({ ...base, oid: next.oid, object, format: 'deflated' });
		}
	}

	function put(type: 'blob' | 'tree', bytes: Uint8Array): string {
		const wrapped = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
		const oid = createHash('sha1').update(wrapped).digest('hex');
		waiting.push({ oid, wrapped });
		if (writers.size >= mostWriters) return oid;
		const writer = write();
		writers.add(writer);
		// A full disk is told by `done`, which looks at all that ended otherwise than well.
		writer.then(
			() => writers.delete(writer),
			() => undefined,
		);
		return oid;
	}

	return {
		blob: (bytes) => put('blob', bytes),
		tree: (entries) => put('tree', Buffer.concat(entries.map(encoded))),
		async done() {
			while (writers.size > 0) await Promise.all(writers);
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
