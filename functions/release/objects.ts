import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keepRecent } from './recent-bytes.ts';

/** Bytes by the hash of their content, as releases refer to them. */
export interface ObjectStore {
	/** Keeps bytes durably and gives their hash. */
	put(bytes: Uint8Array): Promise<string>;
	/** Throws `ObjectLost` where the disk has lost them, or has others in their place. */
	get(hash: string): Promise<Uint8Array>;
	/** The bytes where they are in memory. */
	inMemory(hash: string): Uint8Array | undefined;
}

/** The disk has lost the bytes of a hash. */
export class ObjectLost extends Error {
	readonly hash: string;
	constructor(hash: string) {
		super(`the bytes of ${hash} are lost`);
		this.name = 'ObjectLost';
		this.hash = hash;
	}
}

/** Opens the object store in a folder. Recently used bytes are kept in memory, at most `memoryBytes`; `onLost` is told of each hash whose bytes are not whole. */
export function openObjects(
	folder: string,
	{ memoryBytes = 48 * 2 ** 20, onLost = () => undefined }: ObjectOptions = {},
): ObjectStore {
	const recent = keepRecent(memoryBytes);
	return {
		async put(bytes) {
			const hash = hashOf(bytes);
			const file = fileOf(folder, hash);
			const kept = await stat(file).catch(() => undefined);
			if (kept?.size !== bytes.length) await writeDurably(file, bytes);
			recent.keep(hash, bytes);
			return hash;
		},
		async get(hash) {
			const known = recent.get(hash);
			if (known) return known;
			// A manifest that is not whole may name anything, such as a folder.
			const bytes = isHash(hash) ? await readIfThere(fileOf(folder, hash)) : undefined;
			if (!bytes || hashOf(bytes) !== hash) {
				onLost(hash);
				throw new ObjectLost(hash);
			}
			recent.keep(hash, bytes);
			return bytes;
		},
		inMemory: recent.get,
	};
}

interface ObjectOptions {
	readonly memoryBytes?: number;
	readonly onLost?: (hash: string) => void;
}

/** The name of bytes: their SHA-256 in hex. */
export function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

function isHash(text: string): boolean {
	return /^[0-9a-f]{64}$/.test(text);
}

/** Writes a file so that it is there whole or not at all, also after a power cut. A secret takes the mode `0o600`. */
export async function writeDurably(
	file: string,
	bytes: Uint8Array | string,
	mode = 0o666,
): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	const partial = `${file}.${randomUUID()}.partial`;
	try {
		const handle = await open(partial, 'w', mode);
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(partial, file);
	} catch (error) {
		// On a full disk the half of a file would take the room that the next one needs.
		await rm(partial, { force: true }).catch(() => undefined);
		throw error;
	}
}

function readIfThere(file: string): Promise<Uint8Array | undefined> {
	return readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
}

/** The file of an object, or of a form of it such as `HASH.br`. */
export function fileOf(folder: string, hash: string): string {
	return join(folder, hash.slice(0, 2), hash.slice(2));
}
